package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// As much of the CRDs as the work needs; the status is as large as the Java operator's.

type Ref struct {
	Name string `json:"name"`
}

type Connection struct {
	ConnectionName string         `json:"connectionName,omitempty"`
	Configuration  map[string]any `json:"configuration,omitempty"`
}

type Schema struct {
	ID      string `json:"id"`
	Enabled *bool  `json:"enabled,omitempty"`
}

func (s Schema) on() bool { return s.Enabled == nil || *s.Enabled }

type BulkSyncSpec struct {
	OrganizationRef Ref            `json:"organizationRef"`
	Mode            string         `json:"mode"`
	Source          Connection     `json:"source"`
	Destination     Connection     `json:"destination"`
	DefaultSchedule map[string]any `json:"defaultSchedule"`
	Schemas         []Schema       `json:"schemas"`
}

type Condition struct {
	Type               string `json:"type"`
	Status             string `json:"status"`
	ObservedGeneration int64  `json:"observedGeneration"`
	LastTransitionTime string `json:"lastTransitionTime"`
	Reason             string `json:"reason"`
	Message            string `json:"message"`
}

type CreateWish struct {
	Attempt     int    `json:"attempt"`
	Generation  int64  `json:"generation,omitempty"`
	RequestedAt string `json:"requestedAt,omitempty"`
}

type Execution struct {
	ID           string `json:"id"`
	Status       string `json:"status,omitempty"`
	Type         string `json:"type,omitempty"`
	CreatedAt    string `json:"createdAt,omitempty"`
	StartedAt    string `json:"startedAt,omitempty"`
	CompletedAt  string `json:"completedAt,omitempty"`
	RecordCount  int64  `json:"recordCount,omitempty"`
	ErrorCount   int64  `json:"errorCount"`
	WarningCount int64  `json:"warningCount"`
}

type SchemaStatus struct {
	ID          string `json:"id"`
	Status      string `json:"status"`
	ExecutionID string `json:"executionId"`
	RecordCount int64  `json:"recordCount"`
	StartedAt   string `json:"startedAt,omitempty"`
	CompletedAt string `json:"completedAt,omitempty"`
}

type BulkSyncStatus struct {
	ObservedGeneration      int64          `json:"observedGeneration"`
	Conditions              []Condition    `json:"conditions"`
	SyncID                  string         `json:"syncId,omitempty"`
	SyncName                string         `json:"syncName,omitempty"`
	OrganizationID          string         `json:"organizationId,omitempty"`
	SourceConnectionID      string         `json:"sourceConnectionId,omitempty"`
	DestinationConnectionID string         `json:"destinationConnectionId,omitempty"`
	RemoteUpdatedAt         string         `json:"remoteUpdatedAt,omitempty"`
	Active                  bool           `json:"active,omitempty"`
	Create                  *CreateWish    `json:"create,omitempty"`
	CurrentExecution        *Execution     `json:"currentExecution,omitempty"`
	LastExecution           *Execution     `json:"lastExecution,omitempty"`
	LastSuccessfulExecution *Execution     `json:"lastSuccessfulExecution,omitempty"`
	Schemas                 []SchemaStatus `json:"schemas,omitempty"`
}

type BulkSync struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              BulkSyncSpec   `json:"spec,omitempty"`
	Status            BulkSyncStatus `json:"status,omitempty"`
}

type BulkSyncList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []BulkSync `json:"items"`
}

type Organization struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              struct {
		URL         string `json:"url"`
		Credentials struct {
			SecretRef struct {
				Name string `json:"name"`
				Key  string `json:"key"`
			} `json:"secretRef"`
		} `json:"credentials"`
		PollInterval        metav1.Duration `json:"pollInterval"`
		RunningPollInterval metav1.Duration `json:"runningPollInterval"`
	} `json:"spec,omitempty"`
}

type OrganizationList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Organization `json:"items"`
}

// The objects of the cache are never written to, so a copy may share what is immutable here: spec and the lists of the status.

func (in *BulkSync) DeepCopyObject() runtime.Object {
	out := *in
	in.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	return &out
}

func (in *BulkSyncList) DeepCopyObject() runtime.Object {
	out := *in
	out.Items = append([]BulkSync(nil), in.Items...)
	return &out
}

func (in *Organization) DeepCopyObject() runtime.Object {
	out := *in
	in.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	return &out
}

func (in *OrganizationList) DeepCopyObject() runtime.Object {
	out := *in
	out.Items = append([]Organization(nil), in.Items...)
	return &out
}

func addToScheme(s *runtime.Scheme) {
	version := schema.GroupVersion{Group: "sync.polytomic.com", Version: "v1alpha1"}
	s.AddKnownTypeWithName(version.WithKind("BulkSync"), &BulkSync{})
	s.AddKnownTypeWithName(version.WithKind("BulkSyncList"), &BulkSyncList{})
	s.AddKnownTypeWithName(version.WithKind("PolytomicOrganization"), &Organization{})
	s.AddKnownTypeWithName(version.WithKind("PolytomicOrganizationList"), &OrganizationList{})
	metav1.AddToGroupVersion(s, version)
}
