-- Requests for wrk, with the body of the file $BODY. With NEW=1 every request has a different comment in place of @@, so
-- that the server has not seen its document before.

local file = assert(io.open(os.getenv("BODY")))
local body = file:read("*a")
file:close()

wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = body

if os.getenv("NEW") == "1" then
  local start, count = os.time(), 0
  request = function()
    count = count + 1
    return wrk.format(nil, nil, nil, (body:gsub("@@", start .. "-" .. count, 1)))
  end
end
