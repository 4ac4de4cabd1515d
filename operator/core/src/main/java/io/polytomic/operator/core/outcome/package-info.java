/** What a pass over an object came to, named by what happens next. */
package io.polytomic.operator.core.outcome;
