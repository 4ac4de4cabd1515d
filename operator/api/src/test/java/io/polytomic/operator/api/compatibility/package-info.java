/** Objects of the last release live on under the CRDs of today. */
package io.polytomic.operator.api.compatibility;
