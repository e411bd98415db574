-- Applies a batch of one partition, of the log of invites or of that of sessions.
-- KEYS[1] the log's applied offset; ARGV: expected offset, new offset, key prefix, ms that what is over is remembered,
-- then per record a kind and its values.
--
-- Which record of an invite stands depends on nothing but the log's order: the first that created it; then any that is more
-- final (active < expired < revoked). Any other record that differs is overruled, and must be followed in the log by the one
-- that stands: compaction would keep the overruled one alone. Such an invite is due at once.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])

local prefix = ARGV[3]
local remembered = tonumber(ARGV[4])

-- Sets when the invite must be looked at again, and whether it counts as active.
local function schedule(id)
  local k, c, d, e, t, m = unpack(redis.call('HMGET', prefix .. 'i:' .. id, 'k', 'c', 'd', 'e', 't', 'm'))
  if not k then return end
  local ended = redis.call('GET', prefix .. 's:' .. id)
  local active = prefix .. 'a:' .. t .. ':' .. m
  if k == '0' and not ended then
    redis.call('ZADD', active, e, id)
  else
    redis.call('ZREM', active, id)
  end
  local due
  if d == '1' then
    due = 0
  elseif ended == '0' then
    due = nil -- its conversation is open
  elseif ended then
    due = math.max(tonumber(ended), tonumber(c)) + remembered
  elseif k == '0' then
    due = tonumber(e)
  else
    due = tonumber(c) + remembered
  end
  if due then
    redis.call('ZADD', prefix .. 'due', string.format('%.0f', due), id)
  else
    redis.call('ZREM', prefix .. 'due', id)
  end
end

local function invite(id, value, rank, closed, expires, tenant, member, place)
  local key = prefix .. 'i:' .. id
  local known = redis.call('HGET', key, 'k')
  if not known then
    redis.call('HSET', key, 'v', value, 'k', rank, 'c', closed, 'd', '0', 'e', expires, 't', tenant, 'm', member, 'x', place)
    redis.call('ZADD', prefix .. 't:' .. tenant, 0, place)
    redis.call('ZADD', prefix .. 'm:' .. tenant .. ':' .. member, 0, place)
  elseif tonumber(rank) > tonumber(known) then
    redis.call('HSET', key, 'v', value, 'k', rank, 'c', closed, 'd', '0')
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
  redis.call('DEL', key, prefix .. 's:' .. id)
end

local function session(id, ended)
  redis.call('SET', prefix .. 's:' .. id, ended)
  schedule(id)
end

-- A session that its own service has forgotten: an invite we still know stays redeemed.
local function sessionForgotten(id)
  if redis.call('EXISTS', prefix .. 'i:' .. id) == 0 then
    redis.call('DEL', prefix .. 's:' .. id)
  end
end

local at = 5
while at <= #ARGV do
  local kind, id = ARGV[at], ARGV[at + 1]
  if kind == 'invite' then
    invite(id, unpack(ARGV, at + 2, at + 8))
    at = at + 9
  elseif kind == 'session' then
    session(id, ARGV[at + 2])
    at = at + 3
  else
    if kind == 'forget' then forget(id) else sessionForgotten(id) end
    at = at + 2
  end
end
return 1
