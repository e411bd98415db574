package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.mls.TreeKEM.LeafNode;

/** The 60 digits that both people compare (protocol, section 5.6). */
final class SafetyNumber {
    private static final int GROUPS = 12;
    private static final int BYTES_PER_GROUP = 5;

    private SafetyNumber() {}

    /**
     * Made from epoch 1.
     *
     * @param exported the MLS exporter's 32 bytes for {@code gc1 safety}
     */
    static String of(byte[] exported, LeafNode guest, LeafNode member) {
        byte[] bytes = LinkKeys.hkdf(exported, info(guest, member), GROUPS * BYTES_PER_GROUP);
        StringBuilder digits = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            long number = 0;
            for (int i = 0; i < BYTES_PER_GROUP; i++) {
                number = number << 8 | bytes[group * BYTES_PER_GROUP + i] & 0xff;
            }
            digits.append("%05d".formatted(number % 100_000));
        }
        return digits.toString();
    }

    private static byte[] info(LeafNode guest, LeafNode member) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write("gc1 safety".getBytes(UTF_8));
            for (LeafNode leaf : new LeafNode[] {guest, member}) {
                for (byte[] field : new byte[][] {leaf.getCredential().getIdentity(), leaf.getSignatureKey()}) {
                    out.writeShort(field.length);
                    out.write(field);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
