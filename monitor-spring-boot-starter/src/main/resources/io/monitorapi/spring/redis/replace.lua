-- Replaces the record KEYS[1] by ARGV[2], or by nothing when that is empty, for ARGV[3] milliseconds, if its generation is
-- ARGV[1], 0 when there must be none; ends the claim KEYS[2] when ARGV[4] is '1'. ARGV[5]: the most bytes of a record.
-- Answers nothing when it is done, else what stands there.
local longest = tonumber(ARGV[5])
local record = redis.pcall('GETRANGE', KEYS[1], 0, longest)
if type(record) ~= 'string' or #record > longest then
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
