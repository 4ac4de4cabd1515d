/** Outcomes become conditions and events here; the only writer of status. */
package io.polytomic.operator.controller.status;
