/**
 * What an operator sees of a service: its log as JSON, how far its views are, and in {@code trace} what a call caused. What a service
 * counts of its own business it counts itself; {@code docs/operating/observability.md} lists all of it.
 */
@NullMarked
package io.guestchat.platform.telemetry;

import org.jspecify.annotations.NullMarked;
