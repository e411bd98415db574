/**
 * What every service of the suite stands on, each in a package of its own: views over Kafka in Redis, problem answers, signing
 * keys, whose keys are trusted, tenants. A thing lives here only if at least two services need the very same; no rule of a single
 * service does.
 */
@NullMarked
package io.guestchat.platform;

import org.jspecify.annotations.NullMarked;
