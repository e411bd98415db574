-- Claims invites of one partition that are due, for one node and some time.
-- KEYS[1] what is due; KEYS[2], KEYS[3] exist while the views are whole; ARGV: key prefix, now ms, ms when the claim ends, how
-- many. Returns action, id and record of each.
if redis.call('EXISTS', KEYS[2], KEYS[3]) < 2 then return {} end
local claimed = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])) do
  redis.call('ZADD', KEYS[1], ARGV[3], id)
  local v, k, d = unpack(redis.call('HMGET', ARGV[1] .. 'i:' .. id, 'v', 'k', 'd'))
  local redeemed = redis.call('EXISTS', ARGV[1] .. 's:' .. id) == 1
  local action = (d == '1' and 'repeat') or (k == '0' and not redeemed and 'expire') or 'forget'
  table.insert(claimed, action)
  table.insert(claimed, id)
  table.insert(claimed, v)
end
return claimed
