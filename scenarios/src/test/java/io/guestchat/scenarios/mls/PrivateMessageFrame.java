package io.guestchat.scenarios.mls;

import java.nio.ByteBuffer;

/**
 * The readable part of an MLS PrivateMessage (RFC 9420, section 6.3): bcmls keeps these fields to itself.
 *
 * @param groupId whose message it is
 * @param epoch in which it was made
 * @param contentType 1 application, 2 proposal, 3 commit
 * @param authenticatedData what the sender tied it to
 */
record PrivateMessageFrame(byte[] groupId, long epoch, int contentType, byte[] authenticatedData) {
    static final int APPLICATION = 1;
    static final int COMMIT = 3;
    private static final int MLS_1_0 = 1;
    private static final int PRIVATE_MESSAGE = 2;

    /**
     * Reads it.
     *
     * @throws Refused when it is anything else
     */
    static PrivateMessageFrame parse(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        if (bytes.getShort() != MLS_1_0 || bytes.getShort() != PRIVATE_MESSAGE) {
            throw new Refused("only PrivateMessages after the Welcome");
        }
        return new PrivateMessageFrame(vector(bytes), bytes.getLong(), bytes.get(), vector(bytes));
    }

    /** Bytes after their length, which takes 1, 2 or 4 bytes as its first two bits say (RFC 9420, section 2.1.2). */
    private static byte[] vector(ByteBuffer bytes) {
        int first = bytes.get(bytes.position()) & 0xff;
        int length =
                switch (first >> 6) {
                    case 0 -> bytes.get();
                    case 1 -> bytes.getShort() & 0x3fff;
                    case 2 -> bytes.getInt() & 0x3fffffff;
                    default -> throw new Refused("not a length");
                };
        if (length > bytes.remaining()) {
            throw new Refused("longer than the message");
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }
}
