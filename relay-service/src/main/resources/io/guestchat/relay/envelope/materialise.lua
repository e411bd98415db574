-- Applies one partition's batch of envelopes to the mailboxes.
-- KEYS[1] position, [2] waiting mailboxes; then, for each conversation of the batch: standing, member's mailbox, guest's mailbox,
--         and in the same order the channel of the member's side and of the guest's
-- ARGV[1] expected position, [2] next position, [3] and [4] positions that acks and sessions must have reached, [5] '1' if
--         a conversation that is not known then does not exist, [6] ms in which the rate allows one send, [7] ms in which it
--         allows a whole burst, [8] ms until a side that does not come is told that something waits, [9] seq up to which
--         everybody has been told, [10] count of conversations, [11] count of arguments for each conversation's digest: '0' or
--         '10'; then these for each conversation: n of the member and of the guest as they were ('-' alone: no digest), then for
--         both n, last seq, delivered n, rest; then per envelope: index of its conversation (0…), seq, value
local at = redis.call('HMGET', KEYS[1], 'e', 'a', 's', 'l')
local position = tonumber(at[1] or -2)
if position ~= tonumber(ARGV[1]) then return position end
if tonumber(at[2] or -2) < tonumber(ARGV[3]) or tonumber(at[3] or -2) < tonumber(ARGV[4]) then return -3 end
-- Conversations opened before this time may have lost their first envelopes to retention: any n may come first.
local baselineBefore = tonumber(at[4] or 0)

local conversations, keys = {}, {}
local interval, burst = tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local due, told = string.format('%.0f', time[1] * 1000 + time[2] / 1000 + ARGV[8]), tonumber(ARGV[9])

local count = tonumber(ARGV[10])
for index = 1, count do keys[index] = KEYS[5 * index - 2] end
local standings = count > 0 and redis.call('MGET', unpack(keys)) or {}

-- Before anything is written: a Redis that was moved back may have lost a session's record, and with it the right to drop.
for index = 1, count do
  local c, base = read_standing(standings[index]), 5 * index - 2
  if c.status == UNKNOWN and ARGV[5] ~= '1' then return -4 end
  c.m.mailbox, c.m.channel, c.m.peer = KEYS[base + 1], KEYS[base + 3], c.g
  c.g.mailbox, c.g.channel, c.g.peer = KEYS[base + 2], KEYS[base + 4], c.m
  conversations[keys[index]] = c
end

-- What a batch said before its first envelope that is not acknowledged, in sum; of conversations as they were read before.
local digests, each = 12, tonumber(ARGV[11])
if each > 0 then
  for index = 1, count do
    local c, at = conversations[keys[index]], digests + (index - 1) * each
    if c.status == OPEN and ARGV[at] ~= '-' and (tonumber(ARGV[at]) ~= c.m.n or tonumber(ARGV[at + 1]) ~= c.g.n) then return -5 end
  end
  for index = 1, count do
    local c, at = conversations[keys[index]], digests + (index - 1) * each
    if c.status == OPEN and ARGV[at] ~= '-' then
      for offset, side in ipairs({c.m, c.g}) do
        local first = at + 1 + offset
        side.n, side.l = tonumber(ARGV[first]), tonumber(ARGV[first + 2])
        side.d, side.q = math.max(side.d, tonumber(ARGV[first + 4])), tonumber(ARGV[first + 6])
      end
      c.changed = true
    end
  end
end

local function expects(c, from, n)
  if from.n >= 0 then return n == from.n + 1 end
  return n == 1 or c.opened < baselineBefore
end

local DAY = 86400000

-- Puts an envelope into the mailbox of side `to`, unless that side has acknowledged it already. `seq` is the number of `id`.
local function place(from, to, n, seq, id, size, accepted, value)
  local previous = to.l
  to.l = seq
  if seq <= to.k then
    if to ~= from and n > from.d then from.d = n end
    return
  end
  local added
  if to.c > 0 then
    added = redis.pcall('XADD', to.mailbox, 'NOMKSTREAM', id .. '-0', 'v', value)
    -- A mailbox that has expired holds nothing any more, and waits for nobody.
    if not added then to.c, to.w, to.z = 0, 0, 0 end
  end
  if not added then added = redis.pcall('XADD', to.mailbox, id .. '-0', 'v', value) end
  -- There already: an earlier run of this batch broke off. Scripts are not rolled back, so this one goes over its traces.
  if type(added) == 'table' and added.err and not string.find(added.err, 'equal or smaller', 1, true) then error(added) end
  -- Kept for 14 days after the newest, and for 15 at most.
  if to.c == 0 or accepted - to.x > DAY then
    redis.call('PEXPIRE', to.mailbox, 15 * DAY)
    to.x = accepted
  end
  to.c, to.w = to.c + 1, to.w + size
  if to.z == 0 and to ~= from and seq > told then
    redis.call('ZADD', KEYS[2], 'NX', due, to.mailbox)
    to.z = 1
  end
  redis.call('SPUBLISH', to.channel, string.format('e%.0f,', previous) .. id .. ',' .. value)
end

-- What stands before the payload, as in Envelope.java; the payload is base64url.
local HEADER, PAYLOAD_AT = '>BBi8i8', 18

for i = digests + count * each, #ARGV, 3 do
  local c, id, value = conversations[keys[ARGV[i] + 1]], ARGV[i + 1], ARGV[i + 2]
  local _, flags, n, accepted = struct.unpack(HEADER, value)
  local from = flags % 2 == 1 and c.g or c.m
  if c.status == OPEN and expects(c, from, n) then
    local seq, size = tonumber(id), math.floor((#value - PAYLOAD_AT) * 3 / 4)
    c.changed = true
    from.n = n
    -- When the side's bucket will be full again, as the generic cell rate algorithm (ITU-T I.371) counts.
    from.q = math.min(math.max(from.q, accepted) + interval, accepted + burst)
    place(from, from.peer, n, seq, id, size, accepted, value)
    if flags >= 2 then place(from, from, n, seq, id, size, accepted, value) end
  end
end

write_changed(conversations)
redis.call('HSET', KEYS[1], 'e', ARGV[2])
return tonumber(ARGV[2])
