/**
 * Spans of what the suite itself sends to Kafka and Redis, and of a view's application of a record, where an operator has turned
 * traces on. A span says what was done, where and how long it took: never for whom, and nothing of what was sent. Who calls this says
 * what is about to be done, and does it whether or not there are traces.
 */
@NullMarked
package io.guestchat.platform.telemetry.trace;

import org.jspecify.annotations.NullMarked;
