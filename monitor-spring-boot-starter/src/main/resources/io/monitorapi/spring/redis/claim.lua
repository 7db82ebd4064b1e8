-- Answers the record KEYS[1] when it has a session; else claims the visitor at KEYS[2] with the token ARGV[1] for ARGV[2]
-- milliseconds and answers the token with the record behind it, or nothing when somebody else has. ARGV[3]: the most bytes of
-- a record.
local longest = tonumber(ARGV[3])
local record = redis.pcall('GETRANGE', KEYS[1], 0, longest)
if type(record) ~= 'string' or #record > longest then
  record = ''
end
if string.match(record, '^{"v":[12],"gen":%d+,"sid":"') then
  return record
end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return ARGV[1] .. record
end
-- A claim without an end was not made here; it would keep the visitor waiting for ever.
if redis.call('PTTL', KEYS[2]) == -1 then
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  return ARGV[1] .. record
end
return false
