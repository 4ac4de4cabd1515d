/** Organizations, their syncs and their runs in one table. */
package io.polytomic.operator.cli.status;
