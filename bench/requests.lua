-- Requests for wrk. $BODIES is a file of requests, taken in turn: one a line, a JSON body for POST, or with
-- METHOD=GET what follows the question mark. With TAG=1 each names the entity tag that an answer has.

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
