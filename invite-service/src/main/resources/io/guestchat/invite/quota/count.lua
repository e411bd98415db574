-- Makes a member's places what the view says.
-- KEYS[1] the member's places; ARGV: now ms, ms that a place is kept for an invite the view does not know, ms the count holds,
-- how many invites are over, their ids, then id and expiry ms of each active one.
local now, grace, over = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[4])
for i = 5, 4 + over do
  redis.call('HDEL', KEYS[1], ARGV[i])
end
local places = redis.call('HGETALL', KEYS[1])
for i = 1, #places, 2 do
  local taken = string.match(places[i + 1], ':(%d+)$')
  if taken and tonumber(taken) + grace < now then
    redis.call('HDEL', KEYS[1], places[i])
  end
end
redis.call('HSET', KEYS[1], '*', '')
-- As taken now: another count on its way may have looked before this invite was active, and must not take its place away.
for i = 5 + over, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1] .. ':' .. ARGV[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 0
