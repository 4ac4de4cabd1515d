/**
 * One watcher an organization: the sync list, one batch status and the event feed a tick, whatever the number of objects
 * (design.md §3). It wakes objects that may have moved and decides nothing about them.
 */
package io.polytomic.operator.controller.watch;
