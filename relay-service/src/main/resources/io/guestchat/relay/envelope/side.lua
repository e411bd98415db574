-- Where a side of a conversation stands: one field of the conversation's hash, 'm' or 'g'. SideState.java reads the same.
local SIDE = '>dddddddd'

local function read_side(field)
  local n, k, l, t, r, d, q, b = -1, 0, 0, 0, 0, 0, 0, 0
  if field then n, k, l, t, r, d, q, b = struct.unpack(SIDE, field) end
  return {n = n, k = k, l = l, t = t, r = r, d = d, q = q, b = b}
end

local function write_side(s)
  return struct.pack(SIDE, s.n, s.k, s.l, s.t, s.r, s.d, s.q, s.b)
end
