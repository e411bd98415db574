package io.guestchat.platform.audit;

import io.guestchat.platform.audit.Fact.Subject;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.audit.AuditType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what has to be told, so that what the topic says last of each subject is what is so.
 *
 * @param source as records of this service say
 * @param node   that tells
 */
record Ledger(String source, String node) {
    private static final int DIGEST_BYTES = 12;

    /**
     * The records to append.
     *
     * @param subjects those to look at
     * @param facts    what is so
     * @param told     the last record of each subject
     */
    List<AuditRecord> untold(
            Collection<Subject> subjects, Map<Subject, Fact> facts, Map<Subject, AuditRecord> told, Instant now) {
        List<AuditRecord> untold = new ArrayList<>();
        for (Subject subject : subjects) {
            AuditRecord last = told.get(subject);
            Fact fact = facts.get(subject);
            if (fact == null) {
                if (last != null && last.type() != subject.kind().gone()) {
                    untold.add(record(subject.kind().gone(), subject, Collections.emptySortedMap(), last, now));
                }
            } else {
                AuditType type = type(fact, last);
                if (last == null || !last.data().equals(fact.data()) || !isSame(type, last)) {
                    untold.add(record(type, subject, fact.data(), last, now));
                }
            }
        }
        return untold;
    }

    private static AuditType type(Fact fact, @Nullable AuditRecord last) {
        boolean known = last != null && last.type() != AuditType.TENANT_REMOVED;
        return known && fact.type() == AuditType.TENANT_ADDED ? AuditType.TENANT_CHANGED : fact.type();
    }

    private static boolean isSame(AuditType type, AuditRecord last) {
        return type == last.type() || type == AuditType.TENANT_CHANGED;
    }

    /** With an id that every node makes of the same change: what it is, and what was told before it. */
    private AuditRecord record(
            AuditType type, Subject subject, SortedMap<String, String> data, @Nullable AuditRecord last, Instant now) {
        String change = String.join("\n", source, data.toString(), last == null ? "" : last.id());
        String id = type.wire() + ":" + subject.name() + ":" + digest(change);
        return new AuditRecord(id, source, type, subject.name(), now, node, data);
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64Url.encode(Arrays.copyOf(sha256, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
