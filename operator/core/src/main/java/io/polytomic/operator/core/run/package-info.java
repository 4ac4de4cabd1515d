/**
 * One run, decided and never done: phases with their law, what a request is, and what may be concluded after a start whose
 * answer was lost.
 */
package io.polytomic.operator.core.run;
