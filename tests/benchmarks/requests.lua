-- Sends the requests of a file in turn, and prints what became of them as one line of JSON.
-- wrk ... -s requests.lua URL -- FILE RUN; each line of FILE: method TAB path TAB etag TAB body.
-- "@@" in a body becomes a text that no other request of any run has; whoever sends a body is another
-- reader each time, by the name of the browser.

local threads = 0
local lines = {}
local at = 0
local sent = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  run = args[2]
  for line in io.lines(args[1]) do
    local method, path, etag, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
    local headers = {}
    if etag ~= "" then headers["If-None-Match"] = etag end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    local known = body == "" and wrk.format(method, path, headers) or nil
    lines[#lines + 1] = {known = known, method = method, path = path, headers = headers, body = body}
  end
  at = id * 7 -- threads begin at different lines
end

function request()
  at = at + 1
  local line = lines[at % #lines + 1]
  if line.known then return line.known end
  sent = sent + 1
  local once = string.format("%s %d %d", run, id, sent)
  local body = line.body:gsub("@@", once)
  line.headers["User-Agent"] = "Mozilla/5.0 Firefox/132.0 " .. once
  return wrk.format(line.method, line.path, line.headers, body)
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "bytes": %d, "refused": %d, "broken": %d, "p50_ms": %f, "p99_ms": %f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
