-- Applies a batch of guestchat.sessions records of one partition to the view, as one step.
-- KEYS[1] applied offset; ARGV[1] the offset it must have, ARGV[2] the one it gets, ARGV[3] prefix of the view's keys; then 12
-- values a record: conversation, session ('' = tombstone), jkt, tenant, member, opened, idle TTL, ended or '', reason or '',
-- redeem-attempt or '', link-requested or '', when something is due about it. Times are ms since the epoch.
local prefix, width = ARGV[3], 12

local function forget(conversation)
  local key = prefix .. 'session:' .. conversation
  local session = redis.call('HGET', key, 'session')
  if session then
    redis.call('DEL', key, prefix .. 'id:' .. session)
  end
  redis.call('DEL', prefix .. 'active:' .. conversation)
  redis.call('ZREM', prefix .. 'due', conversation)
end

-- Joins an alert's time into the view; false if the view knew a later one.
local function alert(key, name, time)
  local known = redis.call('HGET', key, name)
  if known == time then
    return true
  end
  if known == '' or (time ~= '' and tonumber(time) > tonumber(known)) then
    redis.call('HSET', key, name, time)
    return true
  end
  return false
end

-- Joins an end into the view; false if the view knew another.
local function finish(conversation, ended, reason, due)
  local key = prefix .. 'session:' .. conversation
  local known = redis.call('HGET', key, 'ended')
  if known == ended then
    return true
  end
  if known ~= '' then
    return false
  end
  redis.call('HSET', key, 'ended', ended, 'reason', reason)
  redis.call('ZADD', prefix .. 'due', due, conversation)
  return true
end

for i = 4, #ARGV, width do
  local conversation, session = ARGV[i], ARGV[i + 1]
  local key = prefix .. 'session:' .. conversation
  local settled = true
  if session == '' then
    forget(conversation)
  else
    local known = redis.call('HGET', key, 'session')
    if not known then
      known = session
      redis.call('HSET', key, 'session', session, 'jkt', ARGV[i + 2], 'tenant', ARGV[i + 3], 'member', ARGV[i + 4],
        'opened', ARGV[i + 5], 'idle', ARGV[i + 6], 'ended', '', 'reason', '', 'redeem-attempt', '', 'link-requested', '')
      redis.call('SET', prefix .. 'id:' .. session, conversation)
      redis.call('DEL', prefix .. 'reserved:' .. conversation)
      redis.call('ZADD', prefix .. 'due', ARGV[i + 11], conversation)
    end
    settled = known == session
    if settled then
      settled = finish(conversation, ARGV[i + 7], ARGV[i + 8], ARGV[i + 11])
      settled = alert(key, 'redeem-attempt', ARGV[i + 9]) and settled
      settled = alert(key, 'link-requested', ARGV[i + 10]) and settled
    end
    if redis.call('HGET', key, 'ended') == ''
      and redis.call('HGET', prefix .. 'invite:' .. conversation, 'status') == 'revoked' then
      settled = false
    end
  end
  redis.call(settled and 'SREM' or 'SADD', prefix .. 'unsettled', conversation)
end
