-- A ModelSync is only observed: healthy while it can be read, whatever its last execution came to.
if obj.metadata.deletionTimestamp ~= nil then
  return {status = "Progressing", message = "It is being deleted."}
end
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "The operator has not seen this generation yet."}
end

local is = {}
for _, condition in ipairs(obj.status.conditions or {}) do
  if condition.status == "True" then
    is[condition.type] = condition
  end
end

if is.Stalled ~= nil then
  return {status = "Degraded", message = is.Stalled.reason .. ": " .. is.Stalled.message}
end
if is.Ready == nil then
  local going = is.Reconciling or {reason = "Pending", message = "The operator has not looked yet."}
  return {status = "Progressing", message = going.reason .. ": " .. going.message}
end
return {status = "Healthy", message = is.Ready.message}
