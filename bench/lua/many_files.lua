-- Asks for many different files. Arguments: how many there are, and "once" or "again" (and again).

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } bench_time;
  int clock_gettime(int clock, bench_time *time);
]]
local CLOCK_MONOTONIC = 1

local function microseconds()
  local time = ffi.new("bench_time")
  ffi.C.clock_gettime(CLOCK_MONOTONIC, time)
  return tonumber(time.seconds) * 1e6 + tonumber(time.nanoseconds) / 1e3
end

local requests = {}
local once = false
local asked = 0
local begun = 0

function init(args)
  local count = tonumber(args[1])
  once = args[2] == "once"
  for index = 0, count - 1 do
    requests[index + 1] = wrk.format("GET", string.format("/many/%02d/%04d.txt", math.floor(index / 100), index))
  end
  -- Shuffled, as visitors come; always in the same way, as servers are compared.
  local state = 1
  for index = count, 2, -1 do
    state = (state * 69069 + 1) % 4294967296
    local other = math.floor(state / 4294967296 * index) + 1
    requests[index], requests[other] = requests[other], requests[index]
  end
end

function request()
  -- wrk calls once before it begins, to see how many requests a call gives: that one is not sent.
  if asked == 0 then
    asked = 1
    return requests[1]
  end
  if asked == 1 then begun = microseconds() end
  if once and asked > #requests then
    -- All are sent, and all but those in flight are answered. The globals are for report.lua.
    if not elapsed then
      elapsed = microseconds() - begun
      answered = #requests
    end
    wrk.thread:stop()
  end
  local sent = requests[(asked - 1) % #requests + 1]
  asked = asked + 1
  return sent
end
