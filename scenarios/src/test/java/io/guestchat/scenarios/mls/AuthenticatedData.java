package io.guestchat.scenarios.mls;

import io.guestchat.protocol.frame.Side;
import java.nio.ByteBuffer;

/** Ties a message to its sender and to its place in the sender's own count (protocol, section 5.5). */
final class AuthenticatedData {
    private AuthenticatedData() {}

    /** Side (1 member, 2 guest) and n as 8 bytes, big-endian. */
    static byte[] of(Side sender, long n) {
        byte side =
                switch (sender) {
                    case MEMBER -> 1;
                    case GUEST -> 2;
                };
        return ByteBuffer.allocate(1 + Long.BYTES).put(side).putLong(n).array();
    }
}
