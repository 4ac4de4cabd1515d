local suspended = obj.spec.suspend == true
local status = obj.status or {}

local askable = {ApprovalRequired = true, AdoptionDiff = true, RemoteMissing = true}
local asks = false
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Stalled" and condition.status == "True" and askable[condition.reason] then
    asks = status.observedGeneration == obj.metadata.generation and status.plan ~= nil and status.plan.hash ~= nil
  end
end

return {
  ["run-now"] = {disabled = status.syncId == nil, displayName = "Run now", iconClass = "fa fa-fw fa-bolt"},
  ["approve-plan"] = {disabled = not asks, displayName = "Approve the waiting plan", iconClass = "fa fa-fw fa-check"},
  refresh = {displayName = "Refresh (read everything again)", iconClass = "fa fa-fw fa-sync"},
  suspend = {disabled = suspended, displayName = "Suspend", iconClass = "fa fa-fw fa-pause"},
  resume = {disabled = not suspended, displayName = "Resume", iconClass = "fa fa-fw fa-play"},
}
