-- A BulkSyncRun is healthy when it has succeeded and degraded on every other end, so that a hook fails properly.
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
  local status = "Degraded"
  if is.Stalled.reason == "ApprovalRequired" and is.Finished == nil then
    status = "Suspended"
  end
  return {status = status, message = is.Stalled.reason .. ": " .. is.Stalled.message}
end
if is.Ready == nil then
  local going = is.Reconciling or {reason = "Pending", message = "The operator has not looked yet."}
  return {status = "Progressing", message = going.reason .. ": " .. going.message}
end
return {status = "Healthy", message = is.Ready.message}
