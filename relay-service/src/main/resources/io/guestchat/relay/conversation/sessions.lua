-- Applies one partition's batch of session records.
-- KEYS[1] position, [2] waiting mailboxes; then per record: conversation, member's mailbox, guest's mailbox, presence, member's set of conversations,
--         channel of the member's side, of the guest's side
-- ARGV[1] expected position, [2] next position; then per record: what ('open', 'ended' or 'forgotten'), conversation id,
--         tenant, member, session id, opened at (ms), reason, remembered until (ms), alerts ('code=ms;' each), alerts
--         since (ms) are told at once
local position = tonumber(redis.call('HGET', KEYS[1], 's') or -2)
if position ~= tonumber(ARGV[1]) then return position end

local function tell(k, message)
  redis.call('SPUBLISH', KEYS[k + 5], message)
  redis.call('SPUBLISH', KEYS[k + 6], message)
end

-- What waits in the mailboxes, and who is there.
local function erase(k)
  redis.call('DEL', KEYS[k + 1], KEYS[k + 2], KEYS[k + 3])
  redis.call('ZREM', KEYS[2], KEYS[k + 1], KEYS[k + 2])
end

local function alert(k, conversation, alerts, since)
  for code, at in string.gmatch(alerts, '([%w-]+)=(%d+);') do
    if tonumber(at) > tonumber(redis.call('HGET', conversation, 'A' .. code) or 0) then
      redis.call('HSET', conversation, 'A' .. code, at)
      if tonumber(at) >= tonumber(since) then tell(k, 'a' .. code) end
    end
  end
end

-- The first session of a conversation stands, and its end is final: the same rule as the session-service's own, which lets a
-- record that lost a race stand in the log for a moment.
local function stands(before, session, what, record)
  return not before or (session == record and not (before == 'ended' and what == 'open'))
end

local k = 3
for i = 3, #ARGV, 10 do
  local what, conversation = ARGV[i], KEYS[k]
  local known = redis.call('HMGET', conversation, 's', 'i')
  local before = known[1]
  if what == 'forgotten' then
    redis.call('DEL', conversation)
    erase(k)
  elseif stands(before, known[2], what, ARGV[i + 4]) then
    redis.call('HSET', conversation, 's', what, 't', ARGV[i + 2], 'u', ARGV[i + 3], 'i', ARGV[i + 4], 'o', ARGV[i + 5],
      'r', ARGV[i + 6])
    redis.call('SADD', KEYS[k + 4], ARGV[i + 1])
    alert(k, conversation, ARGV[i + 8], ARGV[i + 9])
    if what == 'ended' then
      erase(k)
      redis.call('PEXPIREAT', conversation, ARGV[i + 7])
    end
    if before ~= what then tell(k, 's') end
  end
  k = k + 7
end
redis.call('HSET', KEYS[1], 's', ARGV[2])
return tonumber(ARGV[2])
