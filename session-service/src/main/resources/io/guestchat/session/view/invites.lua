-- Applies a batch of guestchat.invites records of one partition to the view, as one step.
-- KEYS[1] applied offset; ARGV[1] the offset it must have, ARGV[2] the one it gets, ARGV[3] prefix of the view's keys;
-- then 5 values a record: invite, status ('' = tombstone), expiry, when to forget it, the record itself. Times are ms since
-- the epoch.
local prefix = ARGV[3]
for i = 4, #ARGV, 5 do
  local invite, status = ARGV[i], ARGV[i + 1]
  local key = prefix .. 'invite:' .. invite
  if status == '' then
    redis.call('DEL', key)
  elseif status == 'revoked' or redis.call('HGET', key, 'status') ~= 'revoked' then -- revoked is final, whatever comes late
    redis.call('HSET', key, 'status', status, 'expires', ARGV[i + 2], 'record', ARGV[i + 4])
    redis.call('PEXPIREAT', key, ARGV[i + 3])
    if status == 'revoked' and redis.call('HGET', prefix .. 'session:' .. invite, 'ended') == '' then
      redis.call('SADD', prefix .. 'unsettled', invite)
    end
  end
end
