/** What the suite keeps and says, read from outside: Kafka's records, Redis' keys and values, log files. */
@NullMarked
package io.guestchat.scenarios.trace;

import org.jspecify.annotations.NullMarked;
