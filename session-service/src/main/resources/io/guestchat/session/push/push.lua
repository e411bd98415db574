-- Applies a batch of guestchat.push records of one partition to the view, as one step.
-- KEYS[1] applied offset; ARGV[1] the offset it must have, ARGV[2] the one it gets, ARGV[3] prefix of the view's keys; then 3 values
-- a record: conversation, endpoint ('' = tombstone), key. A new endpoint is pushed what the one before was still to be.
local prefix = ARGV[3]
for i = 4, #ARGV, 3 do
  local conversation, endpoint = ARGV[i], ARGV[i + 1]
  local key = prefix .. 'push:' .. conversation
  if endpoint == '' then
    redis.call('DEL', key)
    redis.call('ZREM', prefix .. 'pushes', conversation)
  else
    redis.call('HSET', key, 'endpoint', endpoint, 'key', ARGV[i + 2])
  end
end
