local status = obj.status or {}

local ended = false
local asks = false
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Finished" and condition.status == "True" then
    ended = true
  end
  if condition.type == "Stalled" and condition.status == "True" and condition.reason == "ApprovalRequired" then
    asks = status.requestHash ~= nil
  end
end

return {
  cancel = {disabled = ended or obj.spec.cancel == true, displayName = "Cancel", iconClass = "fa fa-fw fa-stop"},
  approve = {disabled = ended or not asks, displayName = "Approve the resync", iconClass = "fa fa-fw fa-check"},
}
