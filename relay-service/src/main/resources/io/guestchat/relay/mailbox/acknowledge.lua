-- Applies one partition's batch of acknowledgements.
-- KEYS[1] position, [2] waiting mailboxes; then per acknowledgement: standing, mailbox of the side that acknowledged, channel of the other side
-- ARGV[1] expected position, [2] next position; then per acknowledgement: side ('m' or 'g'), seq, the peer's n that it covers,
--         the side's own accepted n, decoded bytes of what it covers and the one before it did not
local position = tonumber(redis.call('HGET', KEYS[1], 'a') or -2)
if position ~= tonumber(ARGV[1]) then return position end

local conversations, keys = {}, {}
for k = 3, #KEYS, 3 do keys[#keys + 1] = KEYS[k] end
for index, standing in ipairs(#keys > 0 and redis.call('MGET', unpack(keys)) or {}) do
  conversations[keys[index]] = read_standing(standing)
end

local k = 3
for i = 3, #ARGV, 5 do
  local c, mailbox, channel = conversations[KEYS[k]], KEYS[k + 1], KEYS[k + 2]
  k = k + 3
  local seq, peer_n, own_n = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
  local side, peer = c.m, c.g
  if ARGV[i] == 'g' then side, peer = c.g, c.m end
  if seq > side.k and c.status ~= ENDED then
    c.changed = true
    peer.d = math.max(peer.d, peer_n)
    if seq >= side.l then
      -- All that there is.
      peer.d = math.max(peer.d, peer.n)
      side.c = 0
      redis.call('DEL', mailbox)
    else
      side.c = math.max(side.c - redis.call('XTRIM', mailbox, 'MINID', string.format('%.0f-0', seq + 1)), 0)
    end
    side.w = side.c == 0 and 0 or math.max(side.w - tonumber(ARGV[i + 4]), 0)
    side.k = seq
    peer.b = math.max(peer.b, peer_n)
    side.b = math.max(side.b, own_n)
    if side.c == 0 and side.z == 1 then
      redis.call('ZREM', KEYS[2], mailbox)
      side.z = 0
    end
    redis.call('SPUBLISH', channel, string.format('d%.0f,%d,%.0f', peer.d, side.c, side.w))
  end
end
write_changed(conversations)
redis.call('HSET', KEYS[1], 'a', ARGV[2])
return tonumber(ARGV[2])
