-- Counts a failure of a client address. KEYS[1] its counter; ARGV[1] length of the window in ms.
-- Answers {failures in the window, ms until it passes}.
local failures = redis.call('INCR', KEYS[1])
if failures == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return { failures, redis.call('PTTL', KEYS[1]) }
