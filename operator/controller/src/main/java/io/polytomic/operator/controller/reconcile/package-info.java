/** One reconciler a kind, each a table of contents; and what they share of the framework. */
package io.polytomic.operator.controller.reconcile;
