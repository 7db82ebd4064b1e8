-- Deletes KEYS[1] if its value is ARGV[1].
if redis.pcall('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return false
