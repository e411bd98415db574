-- Where an invite stands, read in one step.
-- KEYS[1..3] the marks of whole views, KEYS[4] invite, KEYS[5] session, KEYS[6] activity.
-- Answers {1 if the views are whole, invite record or nil, session's fields and values, last activity or nil}.
return {
  redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[3]) == 3 and 1 or 0,
  redis.call('HGET', KEYS[4], 'record'),
  redis.call('HGETALL', KEYS[5]),
  redis.call('GET', KEYS[6])
}
