-- Takes the mailboxes of one partition that are due. They are due again later, unless somebody moves or removes them first.
-- KEYS[1] waiting mailboxes, all in this hash slot; ARGV[1] ms until they are due again, [2] how many at most
-- Answers when they are due again (ms since the epoch), then those in which there is something.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local again = string.format('%.0f', now + ARGV[1])
local taken = {again}
local due = redis.call('ZRANGE', KEYS[1], '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
for _, mailbox in ipairs(due) do
  if redis.call('XLEN', mailbox) > 0 then
    redis.call('ZADD', KEYS[1], again, mailbox)
    taken[#taken + 1] = mailbox
  else
    redis.call('ZREM', KEYS[1], mailbox)
  end
end
return taken
