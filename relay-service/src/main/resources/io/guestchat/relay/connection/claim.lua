-- Makes a connection the newest of its identity, and tells older ones.
-- KEYS[1] the identity's newest number, [2] its channel; ARGV[1] how long it is remembered (s)
-- The number is a time, so that it goes on rising when Redis has lost the key.
local time = redis.call('TIME')
local number = time[1] * 1000000 + time[2]
local newest = tonumber(redis.call('GET', KEYS[1]) or 0)
if number <= newest then number = newest + 1 end
local text = string.format('%.0f', number)
redis.call('SET', KEYS[1], text, 'EX', ARGV[1])
redis.call('SPUBLISH', KEYS[2], text)
return text
