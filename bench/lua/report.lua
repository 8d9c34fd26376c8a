-- Prints what was measured as one line of JSON: wrk's own text rounds, and differs from version to version.
-- It is put in front of every other script.

local measured

function setup(thread)
  measured = thread
end

function done(summary, latency)
  local errors = summary.errors
  -- Set by a script that stops before the time is up; wrk itself counts up to the end of the time.
  local duration = measured:get("elapsed") or summary.duration
  local requests = measured:get("answered") or summary.requests
  io.write("\n", string.format(
    'linpr-bench {"requests":%d,"bytes":%.0f,"microseconds":%.0f,"p50":%.0f,"p99":%.0f,' ..
      '"statusErrors":%d,"socketErrors":%d,"timeouts":%d,"cpuSeconds":%.3f}',
    requests, summary.bytes, duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write, errors.timeout, os.clock()
  ), "\n")
end
