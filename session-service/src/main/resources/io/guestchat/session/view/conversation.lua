-- The conversation that a session is of, read in one step.
-- KEYS[1..3] the marks of whole views, KEYS[4] the session's entry.
-- Answers {1 if the views are whole, conversation or nil}.
return { redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[3]) == 3 and 1 or 0, redis.call('GET', KEYS[4]) }
