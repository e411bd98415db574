-- Applies one partition's batch of envelopes to the mailboxes.
-- KEYS[1] position, [2] waiting mailboxes; then, for each conversation of the batch: conversation, member's mailbox, guest's mailbox,
--         and in the same order the channel of the member's side and of the guest's
-- ARGV[1] expected position, [2] next position, [3] and [4] positions that acks and sessions must have reached, [5] '1' if
--         a conversation that is not known then does not exist, [6] ms in which the rate allows one send, [7] ms in which it
--         allows a whole burst, [8] ms until a side that does not come is told that something waits, [9] seq up to which
--         everybody has been told, [10] count of conversations, [11] count of arguments for each conversation's digest: '0' or
--         '10'; then these for each conversation: n of the member and of the guest as they were ('' for none; '-' alone: no
--         digest), then for both n, last seq, delivered n, rest; then per envelope: index of its conversation (0…), from ('m'
--         or 'g'), handshake ('1' or '0'), n, seq, decoded size, accepted at (ms), value
local at = redis.call('HMGET', KEYS[1], 'e', 'a', 's', 'l')
local position = tonumber(at[1] or -2)
if position ~= tonumber(ARGV[1]) then return position end
if tonumber(at[2] or -2) < tonumber(ARGV[3]) or tonumber(at[3] or -2) < tonumber(ARGV[4]) then return -3 end
-- Conversations opened before this time may have lost their first envelopes to retention: any n may come first.
local baselineBefore = tonumber(at[4] or 0)

local FIELDS = {'s', 'o', 'nm', 'ng', 'km', 'kg', 'lm', 'lg', 'tm', 'tg', 'rm', 'rg', 'dm', 'dg', 'qm', 'qg'}
local conversations = {}
local interval, burst = tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local due, told = string.format('%.0f', time[1] * 1000 + time[2] / 1000 + ARGV[8]), tonumber(ARGV[9])

local function load(index)
  local base = 3 + index * 5
  local c = {key = KEYS[base], mailbox = {m = KEYS[base + 1], g = KEYS[base + 2]},
             channel = {m = KEYS[base + 3], g = KEYS[base + 4]}}
  local values = redis.call('HMGET', c.key, unpack(FIELDS))
  for i, field in ipairs(FIELDS) do c[field] = values[i] end
  c.open = c.s == 'open'
  c.was = {}
  for i = 3, #FIELDS do
    local field = FIELDS[i]
    if i > 4 or c[field] then c[field] = tonumber(c[field] or 0) end
    c.was[field] = c[field]
  end
  conversations[index] = c
  return c
end

-- Before anything is written: a Redis that was moved back may have lost a session's record, and with it the right to drop.
for index = 0, tonumber(ARGV[10]) - 1 do
  if not load(index).s and ARGV[5] ~= '1' then return -4 end
end

-- What a batch said before its first envelope that is not acknowledged, in sum; of conversations as they were read before.
local digests, each = 12, tonumber(ARGV[11])
local function as_read(n) return n and string.format('%.0f', n) or '' end
if each > 0 then
  for index = 0, tonumber(ARGV[10]) - 1 do
    local c, at = conversations[index], digests + index * each
    if c.open and ARGV[at] ~= '-' and (ARGV[at] ~= as_read(c.nm) or ARGV[at + 1] ~= as_read(c.ng)) then return -5 end
  end
  for index = 0, tonumber(ARGV[10]) - 1 do
    local c, at = conversations[index], digests + index * each
    if c.open and ARGV[at] ~= '-' then
      c.nm, c.ng = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
      c.lm, c.lg = tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5])
      c.dm, c.dg = math.max(c.dm, tonumber(ARGV[at + 6])), math.max(c.dg, tonumber(ARGV[at + 7]))
      c.qm, c.qg = tonumber(ARGV[at + 8]), tonumber(ARGV[at + 9])
    end
  end
end

local function expects(c, from, n)
  local last = c['n' .. from]
  if last then return n == last + 1 end
  return n == 1 or tonumber(c.o or 0) < baselineBefore
end

-- Puts an envelope into the mailbox of side `to`, unless that side has acknowledged it already.
local function place(c, from, to, n, seq, size, value)
  local previous = c['l' .. to]
  c['l' .. to] = seq
  if seq <= c['k' .. to] then
    if to ~= from and n > c['d' .. from] then c['d' .. from] = n end
    return
  end
  -- A mailbox that has expired holds nothing any more.
  if c['t' .. to] > c['r' .. to] and not c[to] and redis.call('EXISTS', c.mailbox[to]) == 0 then c['r' .. to] = c['t' .. to] end
  c[to] = true
  c['t' .. to] = c['t' .. to] + size
  local peer = to == 'm' and 'g' or 'm'
  local added = redis.pcall('XADD', c.mailbox[to], string.format('%.0f-0', seq),
    'v', value, 't', string.format('%.0f', c['t' .. to]), 'n', string.format('%.0f', c['n' .. peer] or 0))
  -- There already: an earlier run of this batch broke off. Scripts are not rolled back, so this one goes over its traces.
  if type(added) == 'table' and added.err and not string.find(added.err, 'equal or smaller', 1, true) then error(added.err) end
  redis.call('PEXPIRE', c.mailbox[to], 1209600000)
  if to ~= from and seq > told then redis.call('ZADD', KEYS[2], 'NX', due, c.mailbox[to]) end
  redis.call('SPUBLISH', c.channel[to], string.format('e%.0f,%.0f,', previous, seq) .. value)
end

for i = digests + tonumber(ARGV[10]) * each, #ARGV, 8 do
  local c, from = conversations[tonumber(ARGV[i])], ARGV[i + 1]
  local n = tonumber(ARGV[i + 3])
  if c.open and expects(c, from, n) then
    local seq, size, accepted, value = tonumber(ARGV[i + 4]), tonumber(ARGV[i + 5]), tonumber(ARGV[i + 6]), ARGV[i + 7]
    c['n' .. from] = n
    -- When the side's bucket will be full again, as the generic cell rate algorithm (ITU-T I.371) counts.
    c['q' .. from] = math.min(math.max(c['q' .. from], accepted) + interval, accepted + burst)
    place(c, from, from == 'm' and 'g' or 'm', n, seq, size, value)
    if ARGV[i + 2] == '1' then place(c, from, from, n, seq, size, value) end
  end
end

for _, c in pairs(conversations) do
  local set = {}
  for i = 3, #FIELDS do
    local field = FIELDS[i]
    if c[field] and c[field] ~= c.was[field] then
      set[#set + 1] = field
      set[#set + 1] = string.format('%.0f', c[field])
    end
  end
  if #set > 0 then redis.call('HSET', c.key, unpack(set)) end
end
redis.call('HSET', KEYS[1], 'e', ARGV[2])
return tonumber(ARGV[2])
