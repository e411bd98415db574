-- Takes a socket's presence back, unless a newer socket has taken its place.
-- KEYS[1] presence, [2] channel of the peer's side; ARGV[1] side, [2] the socket
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SPUBLISH', KEYS[2], 'p')
return 1
