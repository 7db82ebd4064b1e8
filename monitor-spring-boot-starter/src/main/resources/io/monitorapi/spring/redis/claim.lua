-- Returns the record KEYS[1] if it has a session. Otherwise claims the visitor at KEYS[2] with the token ARGV[1] for ARGV[2]
-- milliseconds and returns the token followed by the record, or nil if another caller holds the claim. ARGV[3]: the maximum
-- size of a record.
local maxBytes = tonumber(ARGV[3])
local record = redis.pcall('GETRANGE', KEYS[1], 0, maxBytes)
if type(record) ~= 'string' or #record > maxBytes then
  record = ''
end
if string.match(record, '^{"v":[12],"gen":%d+,"sid":"') then
  return record
end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return ARGV[1] .. record
end
-- The driver may send the script again after a reconnect: the caller's own token is a granted claim.
if redis.call('GET', KEYS[2]) == ARGV[1] then
  return ARGV[1] .. record
end
-- A claim without an expiry was not set by this script and would block the visitor forever.
if redis.call('PTTL', KEYS[2]) == -1 then
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  return ARGV[1] .. record
end
return false
