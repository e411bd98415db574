/**
 * A canary: a member's backend, her device and a guest in one, who invite, join, write to each other and end, again and again, as anybody
 * would from outside. It tells by metrics how it went. It knows the suite by its protocol alone: no topic, no Redis, no other module. Its
 * payloads are random bytes: what MLS makes of text is the devices' affair, and no server could tell the difference.
 */
@NullMarked
package io.guestchat.canary;

import org.jspecify.annotations.NullMarked;
