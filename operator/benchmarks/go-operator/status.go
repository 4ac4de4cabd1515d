package main

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var typeMeta = metav1.TypeMeta{APIVersion: "sync.polytomic.com/v1alpha1", Kind: "BulkSync"}

// setReady sets the conditions; a new slice, because the old one belongs to the cache.
func setReady(status *BulkSyncStatus, generation int64, ready bool, reason, message string) {
	var conditions []Condition
	if ready {
		conditions = append(conditions, condition(status, "Ready", "True", generation, reason, message))
		conditions = append(conditions, condition(status, "Drifted", "False", generation, "InSync", "Nobody else changed the remote sync."))
		if status.LastExecution != nil {
			conditions = append(conditions, condition(status, "LastExecutionSucceeded", "True", generation, "Completed", "The last execution completed."))
		}
	} else {
		conditions = append(conditions, condition(status, "Ready", "False", generation, reason, message))
		conditions = append(conditions, condition(status, "Reconciling", "True", generation, reason, message))
	}
	status.Conditions = conditions
}

func condition(status *BulkSyncStatus, kind, value string, generation int64, reason, message string) Condition {
	made := Condition{Type: kind, Status: value, ObservedGeneration: generation, Reason: reason, Message: message, LastTransitionTime: time.Now().UTC().Format(time.RFC3339)}
	for _, before := range status.Conditions {
		if before.Type == kind && before.Status == value {
			made.LastTransitionTime = before.LastTransitionTime
		}
	}
	return made
}

func execution(run *remoteRun) *Execution {
	if run == nil {
		return nil
	}
	return &Execution{
		ID: run.ID, Status: run.Status, Type: run.Type, CreatedAt: run.CreatedAt, StartedAt: run.StartedAt,
		CompletedAt: run.CompletedAt, RecordCount: run.RecordCount, ErrorCount: run.ErrorCount, WarningCount: run.WarningCount,
	}
}

func schemaStatuses(runs []remoteSchemaRun) []SchemaStatus {
	var made []SchemaStatus
	for _, run := range runs {
		made = append(made, SchemaStatus{ID: run.Schema, Status: run.Status, ExecutionID: run.ExecutionID, RecordCount: run.RecordCount, StartedAt: run.StartedAt, CompletedAt: run.CompletedAt})
	}
	return made
}
