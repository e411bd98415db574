package io.guestchat.platform.audit;

import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.audit.AuditType;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that is so on this node.
 *
 * @param type what a record of it is called when nothing was told of it before
 * @param data what there is to know; nothing secret
 */
public record Fact(AuditType type, String name, SortedMap<String, String> data) {
    private static final String BY = "by";

    /** @param by who made it so, if they said */
    public static Fact of(AuditType type, String name, @Nullable String by, Map<String, String> data) {
        SortedMap<String, String> all = new TreeMap<>(data);
        if (by != null) {
            all.put(BY, by);
        }
        return new Fact(type, name, Collections.unmodifiableSortedMap(all));
    }

    Subject subject() {
        return new Subject(type.kind(), name);
    }

    /** What facts and records are about. */
    record Subject(AuditType.Kind kind, String name) {
        static Subject of(AuditRecord record) {
            return new Subject(record.type().kind(), record.subject());
        }
    }
}
