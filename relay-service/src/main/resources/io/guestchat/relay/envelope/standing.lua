-- Where a conversation stands: one string for both of its sides. Standing.java reads the same.
local STANDING = '>I1i6i6i6i6i6i6i6i6I4I4I1i6i6i6i6i6i6i6I4I4I1'
local UNKNOWN, OPEN, ENDED = 0, 1, 2

local function side(n, k, l, d, q, b, x, c, w, z)
  return {n = n, k = k, l = l, d = d, q = q, b = b, x = x, c = c, w = w, z = z}
end

local function read_standing(value)
  if not value then
    return {status = UNKNOWN, opened = 0, m = side(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0), g = side(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0)}
  end
  local v = {struct.unpack(STANDING, value)}
  return {status = v[1], opened = v[2], m = side(unpack(v, 3, 12)), g = side(unpack(v, 13, 22))}
end

local function write_standing(c)
  local m, g = c.m, c.g
  return struct.pack(STANDING, c.status, c.opened, m.n, m.k, m.l, m.d, m.q, m.b, m.x, m.c, m.w, m.z,
    g.n, g.k, g.l, g.d, g.q, g.b, g.x, g.c, g.w, g.z)
end

-- Of conversations that are open or not known yet: an ended one's end would be forgotten.
local function write_changed(conversations)
  local changed = {}
  for key, c in pairs(conversations) do
    if c.changed then
      changed[#changed + 1] = key
      changed[#changed + 1] = write_standing(c)
    end
  end
  if #changed > 0 then redis.call('MSET', unpack(changed)) end
end
