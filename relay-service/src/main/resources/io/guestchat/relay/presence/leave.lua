-- Takes a socket's presence back, unless a newer socket has taken its place. What waits for the side then is told soon.
-- KEYS[1] presence, [2] channel of the peer's side, [3] the side's mailbox, [4] waiting mailboxes
-- ARGV[1] side, [2] the socket, [3] ms until the side is told
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SPUBLISH', KEYS[2], 'p')
if redis.call('XLEN', KEYS[3]) > 0 then
  local time = redis.call('TIME')
  redis.call('ZADD', KEYS[4], string.format('%.0f', time[1] * 1000 + time[2] / 1000 + ARGV[3]), KEYS[3])
end
return 1
