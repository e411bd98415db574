/**
 * The invite-service: the life of an invite, for the tenants' backends.
 *
 * <p>{@code admission} says which tenant calls; {@code life} and {@code listing} answer; {@code log} appends a change to
 * Kafka, the record; {@code view} is what has been applied of it to Redis, where all reading happens; {@code quota} counts;
 * {@code due} does in time what nobody asks for; {@code event} tells what happened; {@code token} signs. Here in the root lives configuration alone. A link
 * secret may be nowhere in this service: it learns a hash of the claim, and a record sealed under a key that it has not.
 */
@NullMarked
package io.guestchat.invite;

import org.jspecify.annotations.NullMarked;
