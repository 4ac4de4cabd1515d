/** What manifests would do at Polytomic, said before anybody applies them. */
package io.polytomic.operator.cli.plan;
