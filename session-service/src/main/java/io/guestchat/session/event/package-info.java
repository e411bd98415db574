/**
 * What providers are told of redemptions and conversations. What follows from guestchat.sessions is derived from it, by a
 * consumer with committed offsets: at least once, in order, nothing lost by a crash. What leaves no record, a refused redemption
 * and a request for a new link, is told as it happens, and not more often than a provider has use for. Nothing is decided here.
 */
@NullMarked
package io.guestchat.session.event;

import org.jspecify.annotations.NullMarked;
