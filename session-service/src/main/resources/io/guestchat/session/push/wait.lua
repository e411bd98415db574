-- Something waits for a guest: notes it, if there is a subscription, and it was not noted before.
-- KEYS[1] the mark of a whole view, KEYS[2] the subscription, KEYS[3] what is due; ARGV[1] the conversation, ARGV[2] the event's id,
-- ARGV[3] its time, ARGV[4] now. Times are ms since the epoch. Answers -1 while the view is not whole, 1 if it was noted, or 0.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return -1
end
if redis.call('EXISTS', KEYS[2]) == 0 or redis.call('HGET', KEYS[2], 'event') == ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[2], 'event', ARGV[2], 'since', ARGV[3], 'tries', '0')
redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1])
return 1
