/** What the API server would refuse, said without one: by the CRDs' own schemas and rules. */
package io.polytomic.operator.cli.validate;
