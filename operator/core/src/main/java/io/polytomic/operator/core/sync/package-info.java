/**
 * The one vocabulary both sides are turned into before anything is compared: a manifest and the API's answers become the
 * same {@link io.polytomic.operator.core.sync.SyncDefinition}, canonical on construction.
 */
package io.polytomic.operator.core.sync;
