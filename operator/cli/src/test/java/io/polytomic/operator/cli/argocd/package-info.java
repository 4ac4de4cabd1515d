/** What is shipped for Argo CD and Flux, run as they run it: Lua with next to nothing, health expressions, kstatus. */
package io.polytomic.operator.cli.argocd;
