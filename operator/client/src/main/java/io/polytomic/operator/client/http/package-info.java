/**
 * {@link io.polytomic.operator.client.PolytomicApi} over HTTP. Start at {@code HttpClients}: the one visible list of
 * interceptors, each with one concern. Only reads are sent twice; what a write did is never guessed here. Clock, waiting
 * and randomness are arguments ({@link io.polytomic.operator.client.http.Time}), so that tests neither sleep nor race.
 */
package io.polytomic.operator.client.http;
