-- A BulkSync is healthy when the remote sync is what the manifest says. Whether last night's data came through is told in
-- the message, never in the health: an application must not turn red, or fail its sync, because of yesterday's execution.
if obj.metadata.deletionTimestamp ~= nil then
  return {status = "Progressing", message = "It is being deleted."}
end
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "The operator has not seen this generation yet."}
end

local is = {}
local isNot = {}
for _, condition in ipairs(obj.status.conditions or {}) do
  if condition.status == "True" then
    is[condition.type] = condition
  elseif condition.status == "False" then
    isNot[condition.type] = condition
  end
end

if is.Stalled ~= nil then
  -- Nothing is wrong here: a plan waits for a person's yes, or somebody asked for a stop.
  local waitsForAPerson = {
    ApprovalRequired = true,
    AdoptionDiff = true,
    Suspended = true,
    OrganizationSuspended = true,
  }
  local status = "Degraded"
  if waitsForAPerson[is.Stalled.reason] then
    status = "Suspended"
  end
  return {status = status, message = is.Stalled.reason .. ": " .. is.Stalled.message}
end
if is.Ready == nil then
  local going = is.Reconciling or {reason = "Pending", message = "The operator has not looked yet."}
  return {status = "Progressing", message = going.reason .. ": " .. going.message}
end

local message = is.Ready.message
if is.Drifted ~= nil then
  message = message .. " Drifted: " .. is.Drifted.message
end
if isNot.LastExecutionSucceeded ~= nil then
  message = message .. " Last execution: " .. isNot.LastExecutionSucceeded.message
end
if isNot.Fresh ~= nil then
  message = message .. " Not fresh: " .. isNot.Fresh.message
end
return {status = "Healthy", message = message}
