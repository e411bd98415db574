package io.guestchat.scenarios.relay;

import java.time.Duration;

/**
 * What a client does of its own accord, within the protocol.
 *
 * @param storing how long it takes at most to store an envelope before it is acknowledged
 * @param repeats the share of sends that go out twice, 0 to 1
 * @param unanswered after so long without an answer to a send, the client goes to another node
 */
public record Habits(Duration storing, double repeats, Duration unanswered) {}
