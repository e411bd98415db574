-- Notes a side's socket. Whatever it was told, it need not be told now; should it vanish without a word, it has to be again.
-- KEYS[1] presence, [2] channel of the peer's side, [3] the side's mailbox, [4] waiting mailboxes
-- ARGV[1] side, [2] the socket, [3] its node, [4] ms until it is looked whether the side is still there
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('SPUBLISH', KEYS[2], 'p' .. ARGV[3])
if redis.call('XLEN', KEYS[3]) > 0 then
  local time = redis.call('TIME')
  redis.call('ZADD', KEYS[4], string.format('%.0f', time[1] * 1000 + time[2] / 1000 + ARGV[4]), KEYS[3])
else
  redis.call('ZREM', KEYS[4], KEYS[3])
end
return 1
