-- One execution, now: what "kubectl create" of a BulkSyncRun with this sync would do. It is shown below its sync, belongs to
-- no application, and goes a week after its end.
local os = require("os")

local run = {
  apiVersion = obj.apiVersion,
  kind = "BulkSyncRun",
  metadata = {
    name = obj.metadata.name .. "-" .. os.date("!%Y%m%d%H%M%S"),
    namespace = obj.metadata.namespace,
    ownerReferences = {
      {apiVersion = obj.apiVersion, kind = obj.kind, name = obj.metadata.name, uid = obj.metadata.uid},
    },
  },
  spec = {
    bulkSyncRef = {name = obj.metadata.name},
    ttlAfterFinished = "168h",
  },
}
return {{operation = "create", resource = run}}
