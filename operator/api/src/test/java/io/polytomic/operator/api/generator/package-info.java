/**
 * Makes /crds from the records: Fabric8's generator gives the structure, {@link SchemaFinisher} adds what it cannot
 * say, {@link Page} turns the result into a page for people. The tests fail when a committed file is stale;
 * {@code mvn -pl operator/api test -Dgolden.update=true} rewrites it.
 */
package io.polytomic.operator.api.generator;
