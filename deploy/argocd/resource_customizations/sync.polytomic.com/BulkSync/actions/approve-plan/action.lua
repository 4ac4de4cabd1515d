-- Approves exactly the plan that status shows now. An approval is spent once: where the same plan waits again under the same
-- annotation, the first click takes the used one away and the second gives a new one.
local approved = "sync.polytomic.com/approved-plan"

if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
if obj.metadata.annotations[approved] == obj.status.plan.hash then
  obj.metadata.annotations[approved] = nil
else
  obj.metadata.annotations[approved] = obj.status.plan.hash
end
return obj
