/**
 * The invite's life as a property: whatever is called, by however many at once, and whatever crashes or is emptied meanwhile,
 * one invite never has two sessions, what is over stays over, and nothing that was accepted is lost.
 *
 * <p>A {@code Storm} is drawn from a seed: disturbances of the suite, and lives of invites that go on while those happen. Each
 * {@code Life} makes its own calls and keeps what was answered; {@code Verdict} judges it once everything has settled. Real
 * processes race here: a seed draws the same calls again, never the same moments.
 */
@NullMarked
package io.guestchat.scenarios.life;

import org.jspecify.annotations.NullMarked;
