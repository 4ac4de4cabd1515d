/** Text as it is kept in memory. */
package io.polytomic.operator.core.text;
