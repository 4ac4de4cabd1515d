/**
 * The only place where two worlds meet: manifests, the API's JSON and {@link io.polytomic.operator.core.sync.SyncDefinition}
 * are turned into each other here. Nothing here calls anybody.
 */
package io.polytomic.operator.controller.translate;
