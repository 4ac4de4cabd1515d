/** Live syncs as manifests: what is there, said so that planning it finds nothing to do. */
package io.polytomic.operator.cli.export;
