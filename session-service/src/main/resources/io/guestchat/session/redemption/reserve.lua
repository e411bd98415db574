-- Reserves an invite for one browser key, if nobody has it: the compare-and-set before the log is written.
-- It keeps the log clean; who gets the invite is decided by the log and confirmed from the view. Two things nothing later asks:
-- whether the view has every invite record (what was revoked is not given away for want of having heard of it), and the time.
-- KEYS[1], KEYS[2] applied offsets of invites and sessions, KEYS[3] invite, KEYS[4] session, KEYS[5] reservation.
-- ARGV[1], ARGV[2] what the view must have applied to be believed, ARGV[3] now, ARGV[4] session id for a new reservation,
-- ARGV[5] jkt, ARGV[6] life of a reservation. Times are ms.
for i = 1, 2 do
  if tonumber(redis.call('GET', KEYS[i]) or '-1') < tonumber(ARGV[i]) then
    return { 'behind' }
  end
end
if redis.call('EXISTS', KEYS[4]) == 1 then
  return { 'redeemed' }
end
local status = redis.call('HGET', KEYS[3], 'status')
if not status then
  return { 'unknown' }
end
if status == 'revoked' or status == 'expired' then
  return { status }
end
if tonumber(redis.call('HGET', KEYS[3], 'expires')) <= tonumber(ARGV[3]) then
  return { 'expired' }
end
local reserved = redis.call('HMGET', KEYS[5], 'jkt', 'session', 'opened')
if reserved[1] then
  if reserved[1] ~= ARGV[5] then
    return { 'taken' }
  end
  redis.call('PEXPIRE', KEYS[5], ARGV[6])
  return { 'resumed', reserved[2], reserved[3] }
end
redis.call('HSET', KEYS[5], 'jkt', ARGV[5], 'session', ARGV[4], 'opened', ARGV[3])
redis.call('PEXPIRE', KEYS[5], ARGV[6])
return { 'reserved', ARGV[4], ARGV[3] }
