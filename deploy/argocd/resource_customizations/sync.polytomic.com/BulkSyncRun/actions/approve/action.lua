-- Approves the resync that this run asks for.
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["sync.polytomic.com/approved-plan"] = obj.status.requestHash
return obj
