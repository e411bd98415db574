-- Notes that a side has been told, unless it has come or gone since its mailbox was taken.
-- KEYS[1] waiting mailboxes; ARGV[1] the mailbox, [2] when it was to be due again
if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or -1) ~= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], '+inf', ARGV[1])
return 1
