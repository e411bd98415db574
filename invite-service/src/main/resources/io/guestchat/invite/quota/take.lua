-- Takes a place among a member's active invites.
-- KEYS[1] the member's places: invite id -> "<expiry ms>:<taken at ms>", and "*" once counted.
-- ARGV: invite id, its expiry ms, now ms, places there are.
-- Returns {0, places left} if taken, {-1} if they must be counted first, else {when the first place is free, in ms}.
local places = redis.call('HGETALL', KEYS[1])
if #places == 0 then return { -1 } end
local now = tonumber(ARGV[3])
local taken, first = 0, nil
for i = 1, #places, 2 do
  local id = places[i]
  if id ~= '*' and id ~= ARGV[1] then
    local expiry = tonumber(string.match(places[i + 1], '^%d+'))
    if expiry <= now then
      redis.call('HDEL', KEYS[1], id)
    else
      taken = taken + 1
      if not first or expiry < first then first = expiry end
    end
  end
end
if taken >= tonumber(ARGV[4]) then return { first or now } end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':' .. ARGV[3])
return { 0, tonumber(ARGV[4]) - taken - 1 }
