-- How often a client address failed. KEYS[1] its counter. Answers {failures in the window, ms until it passes}.
return { tonumber(redis.call('GET', KEYS[1]) or '0'), redis.call('PTTL', KEYS[1]) }
