package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type remoteSync struct {
	ID             string `json:"id"`
	Name           string `json:"name"`
	OrganizationID string `json:"organization_id"`
	Source         string `json:"source_connection_id"`
	Destination    string `json:"destination_connection_id"`
	Active         bool   `json:"active"`
	UpdatedAt      string `json:"updated_at"`
}

type remoteSchema struct {
	ID      string `json:"id"`
	Enabled bool   `json:"enabled"`
}

type remoteSchemaRun struct {
	Schema      string `json:"schema"`
	ExecutionID string `json:"execution_id"`
	Status      string `json:"status"`
	RecordCount int64  `json:"record_count"`
	StartedAt   string `json:"started_at"`
	CompletedAt string `json:"completed_at"`
}

type remoteRun struct {
	ID           string            `json:"id"`
	Status       string            `json:"status"`
	Type         string            `json:"type"`
	CreatedAt    string            `json:"created_at"`
	StartedAt    string            `json:"started_at"`
	CompletedAt  string            `json:"completed_at"`
	RecordCount  int64             `json:"record_count"`
	ErrorCount   int64             `json:"error_count"`
	WarningCount int64             `json:"warning_count"`
	Schemas      []remoteSchemaRun `json:"schemas"`
}

type syncStatus struct {
	Current *remoteRun `json:"current_execution"`
	Last    *remoteRun `json:"last_execution"`
}

type batchStatus struct {
	SyncID  string            `json:"sync_id"`
	Schemas []remoteSchemaRun `json:"schemas"`
}

// fingerprint tells whether anything moved: execution and status of every schema.
func fingerprint(schemas []SchemaStatus) string {
	parts := make([]string, 0, len(schemas))
	for _, s := range schemas {
		parts = append(parts, s.ID+"="+s.ExecutionID+"/"+s.Status)
	}
	slices.Sort(parts)
	return strings.Join(parts, "|")
}

// remote is the API under one key.
type remote struct {
	url, key string
	http     *http.Client
	mutex    sync.Mutex
	known    []named // connections, for a minute
	knownAt  time.Time
}

func (r *remote) send(ctx context.Context, method, path, idempotency string, body any, use func(io.Reader) error) error {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, r.url+path, content)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+r.key)
	request.Header.Set("X-Polytomic-Version", "2025-09-18")
	if idempotency != "" {
		request.Header.Set("Idempotency-Key", idempotency)
	}
	answer, err := r.http.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(answer.Body, 1024))
		return fmt.Errorf("%s %s: %d %s", method, path, answer.StatusCode, text)
	}
	return use(answer.Body)
}

// ask decodes the member "data" of the answer and returns the token of the next page.
func (r *remote) ask(ctx context.Context, method, path, idempotency string, body, data any) (string, error) {
	envelope := struct {
		Data       any `json:"data"`
		Pagination struct {
			Next string `json:"next_page_token"`
		} `json:"pagination"`
	}{Data: data}
	err := r.send(ctx, method, path, idempotency, body, func(in io.Reader) error { return json.NewDecoder(in).Decode(&envelope) })
	return envelope.Pagination.Next, err
}

func (r *remote) get(ctx context.Context, path string, data any) error {
	_, err := r.ask(ctx, http.MethodGet, path, "", nil, data)
	return err
}

// batch reads a batch status as a stream, one sync at a time.
func (r *remote) batch(ctx context.Context, query string, take func(batchStatus)) error {
	return r.send(ctx, http.MethodGet, "/api/bulk/syncs/status?"+query, "", nil, func(in io.Reader) error {
		decoder := json.NewDecoder(in)
		for i := 0; i < 3; i++ { // { "data" [
			if _, err := decoder.Token(); err != nil {
				return err
			}
		}
		for decoder.More() {
			var one batchStatus
			if err := decoder.Decode(&one); err != nil {
				return err
			}
			take(one)
		}
		_, err := io.Copy(io.Discard, decoder.Buffered())
		return err
	})
}

func (r *remote) connection(ctx context.Context, name string) (string, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if time.Since(r.knownAt) > time.Minute {
		if err := r.get(ctx, "/api/connections", &r.known); err != nil {
			return "", err
		}
		r.knownAt = time.Now()
	}
	for _, connection := range r.known {
		if connection.Name == name {
			return connection.ID, nil
		}
	}
	return "", fmt.Errorf("no connection %q", name)
}

// watch is the shared poll of an organization: list, batch status and events, three calls whatever the number of syncs.
type watch struct {
	*remote
	running   func() []string
	wake      func(syncID string)
	mutex     sync.RWMutex
	updated   map[string]string // by sync id, as listed
	prints    map[string]string // by sync id, of the batch status
	runs      map[string][]SchemaStatus
	looked    map[string]string // by sync id, both together, when it was last looked at in full
	watermark time.Time
	event     time.Time
	first     chan struct{}
	once      sync.Once
}

const overlap = 2 * time.Minute

func (w *watch) run(ctx context.Context, poll, runningPoll time.Duration) {
	ticks, quick := time.NewTicker(poll), time.NewTicker(runningPoll)
	defer ticks.Stop()
	defer quick.Stop()
	w.tick(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
			w.tick(ctx)
		case <-quick.C:
			for ids := w.running(); len(ids) > 0; ids = ids[min(50, len(ids)):] {
				query := "sync_id=" + strings.Join(ids[:min(50, len(ids))], "&sync_id=")
				if w.batch(ctx, query, w.take) == nil {
					w.wakeMoved(ids[:min(50, len(ids))])
				}
			}
		}
	}
}

func (w *watch) tick(ctx context.Context) {
	if err := w.look(ctx); err != nil {
		fmt.Println("poll:", err)
		return
	}
	w.once.Do(func() { close(w.first) })
	w.mutex.RLock()
	ids := slices.Collect(maps.Keys(w.updated))
	w.mutex.RUnlock()
	w.wakeMoved(ids)
}

func (w *watch) look(ctx context.Context) error {
	if err := w.list(ctx); err != nil {
		return err
	}
	if err := w.batch(ctx, "all=true", w.take); err != nil {
		return err
	}
	query := url.Values{"limit": {"100"}}
	if !w.event.IsZero() {
		query.Set("starting_after", w.event.Add(-overlap).Format(time.RFC3339Nano))
	}
	var events []struct {
		CreatedAt time.Time `json:"created_at"`
	}
	if err := w.get(ctx, "/api/events?"+query.Encode(), &events); err != nil {
		return err
	}
	for _, event := range events {
		if event.CreatedAt.After(w.event) {
			w.event = event.CreatedAt
		}
	}
	return nil
}

func (w *watch) list(ctx context.Context) error {
	token, newest := "", w.watermark
	for {
		var page []remoteSync
		next, err := w.ask(ctx, http.MethodGet, "/api/bulk/syncs?page_token="+url.QueryEscape(token), "", nil, &page)
		if err != nil {
			return err
		}
		older := false
		w.mutex.Lock()
		for _, each := range page {
			at, _ := time.Parse(time.RFC3339, each.UpdatedAt)
			w.updated[each.ID] = each.UpdatedAt
			if at.After(newest) {
				newest = at
			}
			older = older || at.Before(w.watermark.Add(-overlap))
		}
		w.mutex.Unlock()
		if token = next; token == "" || older {
			w.watermark = newest
			return nil
		}
	}
}

func (w *watch) take(status batchStatus) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	told := schemaStatuses(status.Schemas)
	w.runs[status.SyncID], w.prints[status.SyncID] = told, fingerprint(told)
}

func (w *watch) state(id string) string { return w.updated[id] + " " + w.prints[id] }

func (w *watch) moved(id string) bool {
	w.mutex.RLock()
	defer w.mutex.RUnlock()
	return w.looked[id] != w.state(id)
}

// seen remembers a full look.
func (w *watch) seen(id, updatedAt string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.updated[id] = updatedAt
	w.looked[id] = w.state(id)
}

// told takes what a status says for the last look: after a restart nothing need be read again.
func (w *watch) told(status BulkSyncStatus) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if _, looked := w.looked[status.SyncID]; !looked {
		w.looked[status.SyncID] = status.RemoteUpdatedAt + " " + fingerprint(status.Schemas)
	}
}

func (w *watch) wakeMoved(ids []string) {
	for _, id := range ids {
		if w.moved(id) {
			w.wake(id)
		}
	}
}
