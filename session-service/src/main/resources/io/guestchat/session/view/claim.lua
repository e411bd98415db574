-- Takes what is due in a partition, and not taken a moment ago; nothing while its views are not whole.
-- KEYS[1] what is due, KEYS[2..4] the marks of whole views; ARGV[1] now, ARGV[2] until when the claim holds, ARGV[3] how many
-- at most. Times are ms since the epoch. Answers the conversations.
if redis.call('EXISTS', KEYS[2], KEYS[3], KEYS[4]) < 3 then
  return {}
end
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, conversation in ipairs(due) do
  redis.call('ZADD', KEYS[1], ARGV[2], conversation)
end
return due
