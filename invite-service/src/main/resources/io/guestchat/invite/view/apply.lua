-- Applies a batch of one partition, of the log of invites or of that of sessions.
-- KEYS[1] the log's applied offset; ARGV: expected offset, new offset, key prefix, ms that an ended session is remembered, ms
-- that an invite's expiry waits for a session from just before it, then per record a kind and its values.
--
-- Which record of an invite stands depends on nothing but the log's order: the first that created it; then any that is more
-- final (active < expired < revoked). Any other record that differs is overruled, and must be followed in the log by the one
-- that stands: compaction would keep the overruled one alone. Such an invite is due at once.
local prefix, remembered, settled = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local day = 86400000

-- When the invite's session ended, in ms; 0 while it is open, nil if there is none.
local function sessionEnd(id)
  local session = redis.call('GET', prefix .. 's:' .. id)
  return session and tonumber(string.match(session, '^%d+'))
end

-- When the invite must be looked at again; nil while its conversation is open. None is forgotten before its expiry: as long
-- as its token is authentic, everybody has to know that it is over.
local function due(id, rank, overruled, closed, expires, retention)
  local ended = sessionEnd(id)
  if overruled == '1' then return 0 end
  if ended == 0 then return nil end
  if ended then return math.max(math.max(ended, closed) + math.min(retention, remembered), expires) end
  if rank == '0' then return expires + settled end
  return math.max(closed + retention, expires)
end

-- Sets when the invite must be looked at again, and whether it counts as active.
local function schedule(id)
  local k, c, d, e, r, t, m = unpack(redis.call('HMGET', prefix .. 'i:' .. id, 'k', 'c', 'd', 'e', 'r', 't', 'm'))
  if not k then return end
  local active = prefix .. 'a:' .. t .. ':' .. m
  if k == '0' and not sessionEnd(id) then
    redis.call('ZADD', active, e, id)
  else
    redis.call('ZREM', active, id)
  end
  local at = due(id, k, d, tonumber(c), tonumber(e), tonumber(r))
  if at then
    redis.call('ZADD', prefix .. 'due', string.format('%.0f', at), id)
  else
    redis.call('ZREM', prefix .. 'due', id)
  end
end

-- That an id was redeemed is known for as long as its invite is, and as its session may be known to anybody.
local function keepSession(id)
  local ended = sessionEnd(id)
  if not ended then return end
  if ended == 0 or redis.call('EXISTS', prefix .. 'i:' .. id) == 1 then
    redis.call('PERSIST', prefix .. 's:' .. id)
  else
    redis.call('PEXPIREAT', prefix .. 's:' .. id, string.format('%.0f', ended + remembered + day))
  end
end

local function invite(id, value, offset, rank, closed, expires, retention, tenant, member, place)
  local key = prefix .. 'i:' .. id
  local known = redis.call('HGET', key, 'k')
  if not known then
    redis.call('HSET', key, 'v', value, 'k', rank, 'o' .. rank, offset, 'c', closed, 'd', '0', 'e', expires, 'r', retention,
      't', tenant, 'm', member, 'x', place)
    redis.call('ZADD', prefix .. 't:' .. tenant, 0, place)
    redis.call('ZADD', prefix .. 'm:' .. tenant .. ':' .. member, 0, place)
    keepSession(id)
  elseif tonumber(rank) > tonumber(known) then
    redis.call('HSET', key, 'v', value, 'k', rank, 'o' .. rank, offset, 'c', closed, 'd', '0', 'r', retention)
  else
    local same = redis.call('HGET', key, 'v') == value
    redis.call('HSET', key, 'd', same and '0' or '1')
  end
  schedule(id)
end

local function forget(id)
  local key = prefix .. 'i:' .. id
  local t, m, x = unpack(redis.call('HMGET', key, 't', 'm', 'x'))
  if t then
    redis.call('ZREM', prefix .. 't:' .. t, x)
    redis.call('ZREM', prefix .. 'm:' .. t .. ':' .. m, x)
    redis.call('ZREM', prefix .. 'a:' .. t .. ':' .. m, id)
  end
  redis.call('ZREM', prefix .. 'due', id)
  redis.call('DEL', key)
  keepSession(id)
end

local function session(id, ended, tenant)
  redis.call('SET', prefix .. 's:' .. id, ended .. ' ' .. tenant)
  keepSession(id)
  schedule(id)
end

-- A session that its own service has forgotten: an invite we still know stays redeemed.
local function sessionForgotten(id)
  if redis.call('EXISTS', prefix .. 'i:' .. id) == 0 then
    redis.call('DEL', prefix .. 's:' .. id)
  end
end

local at = 6
while at <= #ARGV do
  local kind, id = ARGV[at], ARGV[at + 1]
  if kind == 'invite' then
    invite(id, unpack(ARGV, at + 2, at + 10))
    at = at + 11
  elseif kind == 'session' then
    session(id, ARGV[at + 2], ARGV[at + 3])
    at = at + 4
  else
    if kind == 'forget' then forget(id) else sessionForgotten(id) end
    at = at + 2
  end
end
