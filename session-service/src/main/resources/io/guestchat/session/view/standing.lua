-- Where an invite stands, read in one step.
-- KEYS[1], KEYS[2] the marks of whole views, KEYS[3] invite, KEYS[4] session.
-- Answers {1 if both views are whole, invite record or nil, session's fields and values}.
return {
  redis.call('EXISTS', KEYS[1], KEYS[2]) == 2 and 1 or 0,
  redis.call('HGET', KEYS[3], 'record'),
  redis.call('HGETALL', KEYS[4])
}
