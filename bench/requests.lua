-- Requests for wrk, from the lines of the file $BODIES in turn. A line is a JSON body for POST or, with METHOD=GET, a
-- query string. If TAG is set, every request sends it as If-None-Match.

local requests, at, headers = {}, 0, {}
for line in io.lines(os.getenv("BODIES")) do requests[#requests + 1] = line end
local method, tag = os.getenv("METHOD") or "POST", os.getenv("TAG")
if method == "POST" then headers["content-type"] = "application/json" end
if tag then headers["if-none-match"] = tag end

request = function()
  at = at % #requests + 1
  if method == "POST" then return wrk.format(method, nil, headers, requests[at]) end
  return wrk.format(method, wrk.path .. requests[at], headers)
end
