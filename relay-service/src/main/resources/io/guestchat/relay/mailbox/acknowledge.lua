-- Applies one partition's batch of acknowledgements.
-- KEYS[1] position, [2] waiting mailboxes; then per acknowledgement: conversation, mailbox of the side that acknowledged, channel of the other side
-- ARGV[1] expected position, [2] next position; then per acknowledgement: side ('m' or 'g'), seq, the peer's n that it covers,
--         the side's own accepted n
local position = tonumber(redis.call('HGET', KEYS[1], 'a') or -2)
if position ~= tonumber(ARGV[1]) then return position end

local function max(a, b) return a > b and a or b end

local k = 3
for i = 3, #ARGV, 4 do
  local conversation, mailbox, channel = KEYS[k], KEYS[k + 1], KEYS[k + 2]
  k = k + 3
  local side, seq = ARGV[i], tonumber(ARGV[i + 1])
  local peer = side == 'm' and 'g' or 'm'
  local v = redis.call('HMGET', conversation, 'k' .. side, 'd' .. peer, 'b' .. peer, 'b' .. side, 't' .. side, 'r' .. side, 's',
    'l' .. side, 'n' .. peer)
  if seq > tonumber(v[1] or 0) and v[7] ~= 'ended' then
    local delivered = max(tonumber(v[2] or 0), tonumber(ARGV[i + 2]))
    local released = tonumber(v[6] or 0)
    local waiting = 0
    if seq >= tonumber(v[8] or 0) then
      -- All that there is.
      released = tonumber(v[5] or 0)
      delivered = max(delivered, tonumber(v[9] or 0))
      redis.call('DEL', mailbox)
    else
      local last = redis.call('XREVRANGE', mailbox, string.format('%.0f', seq), '-', 'COUNT', 1)[1]
      if last then
        for f = 1, #last[2], 2 do
          if last[2][f] == 't' then released = tonumber(last[2][f + 1]) end
          if last[2][f] == 'n' then delivered = max(delivered, tonumber(last[2][f + 1])) end
        end
        redis.call('XTRIM', mailbox, 'MINID', string.format('%.0f-0', seq + 1))
      end
      waiting = redis.call('XLEN', mailbox)
    end
    redis.call('HSET', conversation, 'k' .. side, ARGV[i + 1], 'd' .. peer, string.format('%.0f', delivered),
      'r' .. side, string.format('%.0f', released),
      'b' .. peer, string.format('%.0f', max(tonumber(v[3] or 0), tonumber(ARGV[i + 2]))),
      'b' .. side, string.format('%.0f', max(tonumber(v[4] or 0), tonumber(ARGV[i + 3]))))
    if waiting == 0 then redis.call('ZREM', KEYS[2], mailbox) end
    redis.call('SPUBLISH', channel, string.format('d%.0f,%d,%.0f', delivered, waiting,
      waiting == 0 and 0 or tonumber(v[5] or 0) - released))
  end
end
redis.call('HSET', KEYS[1], 'a', ARGV[2])
return tonumber(ARGV[2])
