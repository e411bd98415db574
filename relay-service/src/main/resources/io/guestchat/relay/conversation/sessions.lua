-- Applies one partition's batch of session records.
-- KEYS[1] position, [2] waiting mailboxes; then per record: conversation, standing, member's mailbox, guest's mailbox, presence, member's set of conversations,
--         channel of the member's side, of the guest's side
-- ARGV[1] expected position, [2] next position; then per record: status, or 0 if it is forgotten, conversation id,
--         tenant, member, session id, opened at (ms), reason, remembered until (ms), alerts ('code=ms;' each), alerts
--         since (ms) are told at once
local FORGOTTEN = UNKNOWN
local position = tonumber(redis.call('HGET', KEYS[1], 's') or -2)
if position ~= tonumber(ARGV[1]) then return position end

local function tell(k, message)
  redis.call('SPUBLISH', KEYS[k + 6], message)
  redis.call('SPUBLISH', KEYS[k + 7], message)
end

-- What waits in the mailboxes, and who is there.
local function erase(k)
  redis.call('DEL', KEYS[k + 2], KEYS[k + 3], KEYS[k + 4])
  redis.call('ZREM', KEYS[2], KEYS[k + 2], KEYS[k + 3])
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
  return before == UNKNOWN or (session == record and not (before == ENDED and what == OPEN))
end

local k = 3
for i = 3, #ARGV, 10 do
  local what, conversation, standing = tonumber(ARGV[i]), KEYS[k], KEYS[k + 1]
  local c = read_standing(redis.call('GET', standing))
  local before = c.status
  if what == FORGOTTEN then
    redis.call('DEL', conversation, standing)
    erase(k)
  elseif stands(before, redis.call('HGET', conversation, 'i'), what, ARGV[i + 4]) then
    redis.call('HSET', conversation, 't', ARGV[i + 2], 'u', ARGV[i + 3], 'i', ARGV[i + 4], 'r', ARGV[i + 6])
    c.status, c.opened = what, tonumber(ARGV[i + 5])
    redis.call('SET', standing, write_standing(c))
    redis.call('SADD', KEYS[k + 5], ARGV[i + 1])
    alert(k, conversation, ARGV[i + 8], ARGV[i + 9])
    if what == ENDED then
      erase(k)
      redis.call('PEXPIREAT', conversation, ARGV[i + 7])
      redis.call('PEXPIREAT', standing, ARGV[i + 7])
    end
    if before ~= what then tell(k, 's') end
  end
  k = k + 8
end
redis.call('HSET', KEYS[1], 's', ARGV[2])
return tonumber(ARGV[2])
