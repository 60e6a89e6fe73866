-- Requests for wrk, with the lines of the file $BODIES as bodies, in turn. Prints the results as JSON.

local requests, at = {}, 0
for body in io.lines(os.getenv("BODIES")) do
  requests[#requests + 1] = body
end

init = function()
  local headers = { ["content-type"] = "application/json" }
  for place, body in ipairs(requests) do
    requests[place] = wrk.format("POST", nil, headers, body)
  end
end

request = function()
  at = at % #requests + 1
  return requests[at]
end

done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"count":%d,"seconds":%f,"p50_ms":%f,"p99_ms":%f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
