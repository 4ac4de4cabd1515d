/** Manifests as they stand in files: what they say, and in which line they say it. */
package io.polytomic.operator.cli.manifest;
