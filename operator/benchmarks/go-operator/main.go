// The comparison operator: what the Java operator does for a fleet, without its protocols, by controller-runtime.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/source"
)

const (
	finalizer = "sync.polytomic.com/finalizer"
	owner     = client.FieldOwner("go-operator")
)

// organizations reconciles PolytomicOrganization: each gets a watch, started again when its spec changes.
type organizations struct {
	client.Client
	secrets client.Reader
	woken   chan event.TypedGenericEvent[*BulkSync]
	mutex   sync.RWMutex
	open    map[types.NamespacedName]*opened
	objects sync.Map // by remote sync id
}

type opened struct {
	*watch
	generation int64
	stop       context.CancelFunc
}

func (o *organizations) get(key types.NamespacedName) *opened {
	o.mutex.RLock()
	defer o.mutex.RUnlock()
	return o.open[key]
}

func (o *organizations) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	var organization Organization
	if err := o.Get(ctx, request.NamespacedName, &organization); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	before := o.get(request.NamespacedName)
	if before != nil && before.generation == organization.Generation {
		return ctrl.Result{}, nil
	}
	var secret corev1.Secret
	credentials := organization.Spec.Credentials.SecretRef
	if err := o.secrets.Get(ctx, types.NamespacedName{Namespace: request.Namespace, Name: credentials.Name}, &secret); err != nil {
		return ctrl.Result{}, err
	}
	if before != nil {
		before.stop()
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 100
	lasting, stop := context.WithCancel(context.Background())
	made := &opened{generation: organization.Generation, stop: stop, watch: &watch{
		remote:  &remote{url: organization.Spec.URL, key: string(secret.Data[credentials.Key]), http: &http.Client{Transport: transport, Timeout: time.Minute}},
		updated: map[string]string{}, prints: map[string]string{}, runs: map[string][]SchemaStatus{}, looked: map[string]string{}, first: make(chan struct{}),
	}}
	made.wake = func(id string) {
		if object, bound := o.objects.Load(id); bound {
			o.woken <- event.TypedGenericEvent[*BulkSync]{Object: object.(*BulkSync)}
		}
	}
	made.running = func() (ids []string) {
		o.objects.Range(func(id, object any) bool {
			if object.(*BulkSync).Status.CurrentExecution != nil && object.(*BulkSync).Spec.OrganizationRef.Name == organization.Name {
				ids = append(ids, id.(string))
			}
			return true
		})
		return ids
	}
	o.mutex.Lock()
	o.open[request.NamespacedName] = made
	o.mutex.Unlock()
	go made.run(lasting, organization.Spec.PollInterval.Duration, organization.Spec.RunningPollInterval.Duration)
	return ctrl.Result{}, nil
}

// syncs reconciles BulkSync.
type syncs struct {
	client.Client
	live          client.Reader
	organizations *organizations
	written       sync.Map // by uid, the resource version of the last write: the cache may lag behind it
}

func (s *syncs) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	var object BulkSync
	if err := s.Get(ctx, request.NamespacedName, &object); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if last, known := s.written.Load(object.UID); known && version(&object) < last.(uint64) {
		return ctrl.Result{}, nil // the event of that write is on its way
	}
	api := s.organizations.get(types.NamespacedName{Namespace: object.Namespace, Name: object.Spec.OrganizationRef.Name})
	if api == nil {
		return ctrl.Result{RequeueAfter: time.Second}, nil
	}
	if controllerutil.AddFinalizer(&object, finalizer) {
		return ctrl.Result{}, s.Patch(ctx, &object, client.RawPatch(types.MergePatchType, []byte(`{"metadata":{"finalizers":["`+finalizer+`"]}}`)))
	}
	if object.Status.SyncID != "" {
		s.organizations.objects.Store(object.Status.SyncID, &object)
		api.told(object.Status)
	}
	select {
	case <-api.first:
	default:
		return ctrl.Result{RequeueAfter: time.Second}, nil
	}
	if object.Status.SyncID != "" && object.Status.ObservedGeneration == object.Generation && !api.moved(object.Status.SyncID) {
		return ctrl.Result{}, nil
	}
	status := object.Status
	if status.SyncID == "" {
		if err := s.create(ctx, api, &object, &status); err != nil {
			return ctrl.Result{}, err
		}
	}
	if err := s.converge(ctx, api, &object, &status); err != nil {
		return ctrl.Result{}, err
	}
	return ctrl.Result{}, s.write(ctx, &object, status)
}

// create puts the wish on record, then makes the sync, inactive.
func (s *syncs) create(ctx context.Context, api *opened, object *BulkSync, status *BulkSyncStatus) (err error) {
	if status.SourceConnectionID, err = api.connection(ctx, object.Spec.Source.ConnectionName); err != nil {
		return err
	}
	if status.DestinationConnectionID, err = api.connection(ctx, object.Spec.Destination.ConnectionName); err != nil {
		return err
	}
	if err = s.check(ctx, api, status); err != nil {
		return err
	}
	status.Create = &CreateWish{Attempt: 1, Generation: object.Generation, RequestedAt: time.Now().UTC().Format(time.RFC3339)}
	status.SyncName = object.Name
	setReady(status, object.Generation, false, "Creating", "The remote sync is being created: inactive first, read back, then activated.")
	if err = s.write(ctx, object, *status); err != nil {
		return err
	}
	var schemas []any
	for _, schema := range object.Spec.Schemas {
		schemas = append(schemas, map[string]any{"id": schema.ID, "enabled": schema.on()})
	}
	var made remoteSync
	_, err = api.ask(ctx, http.MethodPost, "/api/bulk/syncs", string(object.UID)+"-create-1", map[string]any{
		"name": object.Name, "mode": object.Spec.Mode, "active": false, "schemas": schemas,
		"source_connection_id": status.SourceConnectionID, "destination_connection_id": status.DestinationConnectionID,
		"destination_configuration": object.Spec.Destination.Configuration, "default_schedule": object.Spec.DefaultSchedule,
	}, &made)
	status.SyncID, status.OrganizationID, status.Create = made.ID, made.OrganizationID, &CreateWish{Attempt: 2}
	return err
}

// check asks both ends what they have, as the Java operator does before it creates.
func (s *syncs) check(ctx context.Context, api *opened, status *BulkSyncStatus) error {
	var ignored map[string]any
	if err := api.get(ctx, "/api/connections/"+status.SourceConnectionID+"/bulksync/source", &ignored); err != nil {
		return err
	}
	return api.get(ctx, "/api/connections/"+status.DestinationConnectionID+"/bulksync/target", &ignored)
}

// converge reads the sync, writes what differs, reads it back, and takes over what ran.
func (s *syncs) converge(ctx context.Context, api *opened, object *BulkSync, status *BulkSyncStatus) error {
	path := "/api/bulk/syncs/" + status.SyncID
	for {
		var now remoteSync
		var schemas []remoteSchema
		if err := api.get(ctx, path, &now); err != nil {
			return err
		}
		if err := api.get(ctx, path+"/schemas", &schemas); err != nil {
			return err
		}
		status.RemoteUpdatedAt, status.Active = now.UpdatedAt, now.Active
		wanted, differing := map[string]bool{}, []any{}
		for _, schema := range object.Spec.Schemas {
			wanted[schema.ID] = schema.on()
		}
		for _, schema := range schemas {
			if on, listed := wanted[schema.ID]; listed && on != schema.Enabled {
				differing = append(differing, map[string]any{"id": schema.ID, "enabled": on})
			}
		}
		if len(differing) == 0 && now.Active {
			break
		}
		if err := s.live.Get(ctx, client.ObjectKeyFromObject(object), &BulkSync{}); err != nil { // still wanted?
			return err
		}
		method, to, body := http.MethodPatch, path+"/schemas", map[string]any{"schemas": differing}
		if len(differing) == 0 {
			method, to, body = http.MethodPost, path+"/activate", map[string]any{"active": true}
		}
		var ignored any
		if _, err := api.ask(ctx, method, to, "", body, &ignored); err != nil {
			return err
		}
	}
	var ran syncStatus
	if err := api.get(ctx, path+"/status", &ran); err != nil {
		return err
	}
	status.CurrentExecution, status.LastExecution = execution(ran.Current), execution(ran.Last)
	if ran.Last != nil && ran.Last.Status == "completed" {
		status.LastSuccessfulExecution = status.LastExecution
	}
	api.mutex.RLock()
	status.Schemas = api.runs[status.SyncID]
	api.mutex.RUnlock()
	api.seen(status.SyncID, status.RemoteUpdatedAt)
	setReady(status, object.Generation, true, "Synced", "The remote sync is what the manifest says.")
	return nil
}

// write is server-side apply of a fresh object and compare-and-set; nothing is written when nothing changed.
func (s *syncs) write(ctx context.Context, object *BulkSync, status BulkSyncStatus) error {
	status.ObservedGeneration = object.Generation
	if reflect.DeepEqual(object.Status, status) {
		return nil
	}
	fresh := &BulkSync{TypeMeta: typeMeta}
	fresh.Name, fresh.Namespace, fresh.UID, fresh.ResourceVersion = object.Name, object.Namespace, object.UID, object.ResourceVersion
	fresh.Status = status
	if err := s.Status().Patch(ctx, fresh, client.Apply, owner, client.ForceOwnership); err != nil { //nolint:staticcheck
		return err
	}
	object.ResourceVersion, object.Status = fresh.ResourceVersion, status
	s.written.Store(object.UID, version(fresh))
	return nil
}

func version(object *BulkSync) uint64 {
	number, _ := strconv.ParseUint(object.ResourceVersion, 10, 64)
	return number
}

func main() {
	metrics := flag.String("metrics", "127.0.0.1:0", "address of /metrics")
	workers := flag.Int("workers", 10, "objects looked at side by side")
	flag.Parse()
	log.SetLogger(zap.New())
	config := ctrl.GetConfigOrDie()
	config.QPS = -1 // as the Java client: no limit of its own
	known := runtime.NewScheme()
	addToScheme(known)
	must(corev1.AddToScheme(known))
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme: known, Metrics: server.Options{BindAddress: *metrics},
		Cache: cache.Options{DefaultTransform: cache.TransformStripManagedFields()},
	})
	must(err)
	all := &organizations{Client: manager.GetClient(), secrets: manager.GetAPIReader(), open: map[types.NamespacedName]*opened{}, woken: make(chan event.TypedGenericEvent[*BulkSync], 1024)}
	must(ctrl.NewControllerManagedBy(manager).For(&Organization{}).Complete(all))
	must(ctrl.NewControllerManagedBy(manager).For(&BulkSync{}, builder.WithPredicates(predicate.ResourceVersionChangedPredicate{})).
		WatchesRawSource(source.Channel(all.woken, &handler.TypedEnqueueRequestForObject[*BulkSync]{})).
		WithOptions(controller.Options{MaxConcurrentReconciles: *workers}).
		Complete(&syncs{Client: manager.GetClient(), live: manager.GetAPIReader(), organizations: all}))
	fmt.Println("started")
	must(manager.Start(ctrl.SetupSignalHandler()))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
