-- Removes KEYS[1] if ARGV[1] is what stands there.
if redis.pcall('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return false
