-- Applies a batch of guestchat.activity records of one partition to the view, as one step.
-- KEYS[1] applied offset; ARGV[1] the offset it must have, ARGV[2] the one it gets, ARGV[3] prefix of the view's keys,
-- ARGV[4] how long an activity can matter, in ms; then 2 values a record: conversation, when ('' = tombstone), ms since the
-- epoch. Both sides report: the latest stands.
local prefix, matters = ARGV[3], tonumber(ARGV[4])
for i = 5, #ARGV, 2 do
  local key, at = prefix .. 'active:' .. ARGV[i], ARGV[i + 1]
  if at == '' then
    redis.call('DEL', key)
  elseif tonumber(at) > tonumber(redis.call('GET', key) or '0') then
    redis.call('SET', key, at)
    redis.call('PEXPIREAT', key, string.format('%.0f', tonumber(at) + matters))
  end
end
