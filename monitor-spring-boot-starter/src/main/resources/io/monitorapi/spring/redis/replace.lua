-- Replaces the record KEYS[1] with ARGV[2] for ARGV[3] milliseconds, or deletes it if ARGV[2] is empty, if its generation is
-- ARGV[1] (0: there must be no record). Ends the claim KEYS[2] if ARGV[4] is '1'. ARGV[5]: the maximum size of a record.
-- Returns nil if the record was replaced, else the current value.
local maxBytes = tonumber(ARGV[5])
local record = redis.pcall('GETRANGE', KEYS[1], 0, maxBytes)
if type(record) ~= 'string' or #record > maxBytes then
  record = ''
end
local generation = '0'
if record ~= '' then
  generation = string.match(record, '^{"v":[12],"gen":(%d+),') or 'unreadable'
end
if generation ~= ARGV[1] then
  return record
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
if ARGV[4] == '1' then
  redis.call('DEL', KEYS[2])
end
return false
