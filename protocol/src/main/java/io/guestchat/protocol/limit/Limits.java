package io.guestchat.protocol.limit;

import java.time.Duration;

/**
 * The limits of the protocol with their default values, one line of its table each. Sizes are bytes. A service that lets an
 * operator configure one takes its default from here.
 */
public final class Limits {
    private Limits() {}

    public static final int FRAME_BYTES = 32 * 1024;
    /** Decoded. */
    public static final int PAYLOAD_BYTES = 16 * 1024;
    /** Of the signal's payload in UTF-8. */
    public static final int SIGNAL_BYTES = 1024;

    /** Sends per side of a conversation: a bucket of this many … */
    public static final int SEND_BURST = 60;
    /** … refilled with this many a second. */
    public static final int SEND_RATE = 2;
    /** Sends refused for their rate within a minute, after which the socket is closed. */
    public static final int SEND_REFUSALS_PER_MINUTE = 1000;
    /** Sends on one socket that are not confirmed yet; then the relay stops reading it. */
    public static final int UNCONFIRMED_SENDS = 32;

    public static final int MAILBOX_ENVELOPES = 1000;
    /** Decoded payload bytes. */
    public static final int MAILBOX_BYTES = 4 * 1024 * 1024;

    /** How long the frames that wait for a socket may be too many. */
    public static final Duration WAITING_TIME = Duration.ofSeconds(30);

    public static final int SIGNALS_PER_SECOND = 10;
    public static final int PINGS_PER_SECOND = 10;
    public static final int GUEST_FRAMES_PER_SECOND = 200;
    public static final int MEMBER_FRAMES_PER_SECOND = 2000;

    public static final Duration AUTHENTICATE_WITHIN = Duration.ofSeconds(5);
    public static final Duration READY_WITHIN = Duration.ofSeconds(5);
    public static final Duration PING_EVERY = Duration.ofSeconds(25);
    public static final Duration SILENCE = Duration.ofSeconds(60);
    /** How long before a token expires the relay asks for the next. */
    public static final Duration CHALLENGE_BEFORE_EXPIRY = Duration.ofSeconds(60);

    public static final int CONNECTIONS_PER_ADDRESS = 50;
    public static final int CONVERSATIONS_PER_MEMBER = 500;

    public static final int FAILURES_PER_ADDRESS = 20;
    public static final Duration FAILURE_WINDOW = Duration.ofMinutes(10);
    public static final int ACTIVE_INVITES_PER_MEMBER = 100;

    public static final int HTTP_BODY_BYTES = 16 * 1024;
    public static final int HTTP_HEADER_BYTES = 8 * 1024;
    /** Decoded. */
    public static final int SEALED_RECORD_BYTES = 4 * 1024;

    public static final int METADATA_ENTRIES = 16;
    /** Keys and values together, in UTF-8. */
    public static final int METADATA_BYTES = 1024;

    public static final Duration INVITE_LIFE = Duration.ofDays(7);
    public static final Duration INVITE_LIFE_MIN = Duration.ofSeconds(60);
    public static final Duration INVITE_LIFE_MAX = Duration.ofDays(30);
    public static final Duration IDLE = Duration.ofDays(10);
    public static final Duration IDLE_MIN = Duration.ofHours(1);
    public static final Duration IDLE_MAX = Duration.ofDays(30);
    /** How much later than its idle time a conversation may end, for the relay tells of its sends no more often than this. */
    public static final Duration ACTIVITY_GRAIN = Duration.ofMinutes(5);
    /** How long an ended conversation, and an invite past its end, is remembered. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    public static final Duration ACCESS_TOKEN_LIFE = Duration.ofMinutes(5);
    public static final Duration BACKEND_TOKEN_LIFE_MAX = Duration.ofMinutes(5);
    public static final Duration MEMBER_TOKEN_LIFE_MAX = Duration.ofHours(1);
    public static final Duration CLOCK_LEEWAY = Duration.ofSeconds(5);
    /** How far a DPoP proof's {@code iat} may be from now, either way. */
    public static final Duration PROOF_WINDOW = Duration.ofSeconds(60);
}
