package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.Kind;

/**
 * What the application said once.
 *
 * @param n its place, given once
 * @param payload base64url
 */
public record Outgoing(long n, Kind kind, String payload) {}
