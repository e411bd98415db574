-- An event was pushed, or cannot be now: not what may have come since.
-- KEYS[1] the subscription, KEYS[2] what is due; ARGV[1] the conversation, ARGV[2] the event's id, ARGV[3] when to try again, ms since
-- the epoch, or '' for never.
if redis.call('HGET', KEYS[1], 'event') ~= ARGV[2] then
  return 0
end
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('HINCRBY', KEYS[1], 'tries', 1)
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
end
return 1
