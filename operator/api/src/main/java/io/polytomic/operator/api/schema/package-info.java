/**
 * What a CRD can say and the annotations of Fabric8 cannot. The generator (in the tests of this module) reads them
 * from the records; nothing reads them at run time.
 */
package io.polytomic.operator.api.schema;
