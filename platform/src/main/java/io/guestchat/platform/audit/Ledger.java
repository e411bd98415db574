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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what has to be told, so that the topic has every state that things were in here.
 *
 * @param source as records of this service say
 * @param node   that tells
 */
record Ledger(String source, String node) {
    private static final int DIGEST_BYTES = 12;

    /**
     * The records to append.
     *
     * @param settled what was so here when this node and the topic agreed last; null before they have: then all is compared
     * @param states  what was so since, one after the other
     */
    List<AuditRecord> untold(@Nullable State settled, List<State> states, Told told) {
        List<AuditRecord> untold = new ArrayList<>();
        Map<Subject, AuditRecord> last = new HashMap<>(told.last());
        @Nullable Map<Subject, Fact> before = settled == null ? null : settled.facts();
        for (State state : states) {
            for (Subject subject : changed(before, state.facts(), told)) {
                AuditRecord record = record(subject, state.facts().get(subject), last.get(subject), state.since());
                if (record != null && told.news().stream().noneMatch(news -> saysTheSame(news, record))) {
                    untold.add(record);
                    last.put(subject, record);
                }
            }
            before = state.facts();
        }
        return untold;
    }

    private static Set<Subject> changed(@Nullable Map<Subject, Fact> before, Map<Subject, Fact> state, Told told) {
        Set<Subject> changed = new LinkedHashSet<>(state.keySet());
        if (before == null) {
            changed.addAll(told.last().keySet()); // what is gone since the node before this one
        } else {
            changed.addAll(before.keySet());
            changed.removeIf(subject -> Objects.equals(before.get(subject), state.get(subject)));
        }
        return changed;
    }

    /** What to tell of a subject, or null if it was told last. */
    private @Nullable AuditRecord record(
            Subject subject, @Nullable Fact fact, @Nullable AuditRecord last, Instant time) {
        if (fact == null && (last == null || last.type() == subject.kind().gone())) {
            return null;
        }
        AuditType type = fact == null ? subject.kind().gone() : type(fact, last);
        SortedMap<String, String> data = fact == null ? Collections.emptySortedMap() : fact.data();
        AuditRecord record = record(type, subject, data, last, time);
        return last != null && saysTheSame(last, record) ? null : record;
    }

    private static AuditType type(Fact fact, @Nullable AuditRecord last) {
        boolean known = last != null && last.type() != AuditType.TENANT_REMOVED;
        return known && fact.type() == AuditType.TENANT_ADDED ? AuditType.TENANT_CHANGED : fact.type();
    }

    private static boolean saysTheSame(AuditRecord one, AuditRecord other) {
        return Subject.of(one).equals(Subject.of(other))
                && one.data().equals(other.data())
                && state(one.type()) == state(other.type());
    }

    /** Whether a tenant was there before is no state of it. */
    private static AuditType state(AuditType type) {
        return type == AuditType.TENANT_CHANGED ? AuditType.TENANT_ADDED : type;
    }

    /** With an id that every node makes of the same change: what it is, and what was told before it. */
    private AuditRecord record(
            AuditType type, Subject subject, SortedMap<String, String> data, @Nullable AuditRecord last, Instant time) {
        String change = String.join("\n", source, data.toString(), last == null ? "" : last.id());
        String id = type.wire() + ":" + subject.name() + ":" + digest(change);
        return new AuditRecord(id, source, type, subject.name(), time, node, data);
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
