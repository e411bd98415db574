/**
 * What an operator sees of a service: its log as JSON, and how far its views are. What a service counts of its own business it counts
 * itself; {@code docs/operating/observability.md} lists all of it.
 */
@NullMarked
package io.guestchat.platform.telemetry;

import org.jspecify.annotations.NullMarked;
