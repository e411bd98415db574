-- Where a side of a conversation stands: one field of the conversation's hash, 'm' or 'g'. SideState.java reads the same.
local SIDE = '>i6i6i6i6i6i6i6I4I4I1'

local function read_side(field)
  local n, k, l, d, q, b, x, c, w, z = -1, 0, 0, 0, 0, 0, 0, 0, 0, 0
  if field then n, k, l, d, q, b, x, c, w, z = struct.unpack(SIDE, field) end
  return {n = n, k = k, l = l, d = d, q = q, b = b, x = x, c = c, w = w, z = z}
end

local function write_side(s)
  return struct.pack(SIDE, s.n, s.k, s.l, s.d, s.q, s.b, s.x, s.c, s.w, s.z)
end
