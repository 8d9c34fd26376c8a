-- Sends the request several times in one write. Argument: how often.

local requests

function init(args)
  requests = string.rep(wrk.format(), tonumber(args[1]))
end

function request()
  return requests
end
