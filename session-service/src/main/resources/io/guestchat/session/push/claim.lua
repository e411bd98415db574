-- Takes what is due in a partition, and not taken a moment ago.
-- KEYS[1] what is due; ARGV[1] now, ARGV[2] until when the claim holds, ARGV[3] how many at most. Times are ms since the epoch.
-- Answers the conversations.
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, conversation in ipairs(due) do
  redis.call('ZADD', KEYS[1], ARGV[2], conversation)
end
return due
