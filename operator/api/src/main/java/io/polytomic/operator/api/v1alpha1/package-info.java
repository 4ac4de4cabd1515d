/**
 * The kinds as records: spec, status, bounds, defaults, rules and the prose of {@code kubectl explain}. No behaviour.
 * CRDs and pages in /crds are made from what stands here.
 *
 * <p>Words are Strings, never enums: an operator must be able to read a word it does not know yet. A null in a spec
 * means "not stated"; an empty text, list or 0 is stated and means "cleared", so specs leave out nulls only.
 */
package io.polytomic.operator.api.v1alpha1;
