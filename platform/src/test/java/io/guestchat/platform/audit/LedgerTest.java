package io.guestchat.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.guestchat.platform.audit.Fact.Subject;
import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.audit.AuditType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Fact ACME = tenant("https://acme.example");

    private final Ledger ledger = new Ledger("/guestchat/invite-service", "node-1");
    private final Map<Subject, AuditRecord> told = new HashMap<>();

    @Test
    void tellsWhatIsNewOnce() {
        assertEquals(List.of(AuditType.TENANT_ADDED), tell(ACME));
        assertEquals(List.of(), tell(ACME));
        AuditRecord record = told.get(ACME.subject());
        assertEquals("acme", record.subject());
        assertEquals(ACME.data(), record.data());
        assertEquals("node-1", record.node());
    }

    @Test
    void tellsATenantsChangesAndItsEnd() {
        tell(ACME);
        assertEquals(List.of(AuditType.TENANT_CHANGED), tell(tenant("https://new.example")));
        assertEquals(List.of(), tell(tenant("https://new.example")));
        assertEquals(List.of(AuditType.TENANT_REMOVED), tell());
        assertEquals(List.of(), tell());
        assertEquals(List.of(AuditType.TENANT_ADDED), tell(ACME));
    }

    @Test
    void tellsEachStateOfAKey() {
        for (AuditType state : List.of(AuditType.KEY_APPEARED, AuditType.KEY_SIGNS, AuditType.KEY_RETIRED)) {
            Fact key = Fact.of(state, "i1", null, Map.of("thumbprint", "t"));
            assertEquals(List.of(state), tell(key));
            assertEquals(List.of(), tell(key));
        }
        assertEquals(List.of(AuditType.KEY_REMOVED), tell());
    }

    @Test
    void tellsEachTurnOfASwitch() {
        assertEquals(List.of(AuditType.SWITCH_ON), tell(turned(AuditType.SWITCH_ON, "ada")));
        assertEquals(List.of(AuditType.SWITCH_OFF), tell(turned(AuditType.SWITCH_OFF, "bob")));
        assertEquals(List.of(), tell());
        assertEquals(List.of(AuditType.SWITCH_ON), tell(turned(AuditType.SWITCH_ON, null)));
        assertEquals(List.of(AuditType.SWITCH_OFF), tell());
        assertEquals(
                Map.of(),
                told.get(new Subject(AuditType.Kind.SWITCH, "minting")).data());
    }

    @Test
    void givesOneChangeTheSameIdOnEveryNodeAndAnotherTheNextTime() {
        Ledger other = new Ledger("/guestchat/invite-service", "node-2");
        Map<Subject, Fact> facts = Map.of(ACME.subject(), ACME);
        assertEquals(
                ledger.untold(facts.keySet(), facts, told, NOW).getFirst().id(),
                other.untold(facts.keySet(), facts, told, NOW.plusSeconds(1))
                        .getFirst()
                        .id());
        tell(ACME);
        String first = told.get(ACME.subject()).id();
        tell();
        tell(ACME);
        assertNotEquals(first, told.get(ACME.subject()).id());
    }

    @Test
    void looksOnlyAtWhatItIsAskedAbout() {
        tell(ACME);
        assertEquals(List.of(), ledger.untold(Set.of(), Map.of(), told, NOW));
    }

    /** Compares everything, as after a start, and has the log keep what is told. */
    private List<AuditType> tell(Fact... facts) {
        Map<Subject, Fact> now = new HashMap<>();
        List.of(facts).forEach(fact -> now.put(fact.subject(), fact));
        Set<Subject> all = new HashSet<>(now.keySet());
        all.addAll(told.keySet());
        List<AuditType> types = new ArrayList<>();
        ledger.untold(all, now, told, NOW).forEach(record -> {
            told.put(new Subject(record.type().kind(), record.subject()), record);
            types.add(record.type());
        });
        return types;
    }

    private static Fact tenant(String issuer) {
        return Fact.of(AuditType.TENANT_ADDED, "acme", "ada", Map.of("issuer", issuer));
    }

    private static Fact turned(AuditType type, @Nullable String by) {
        return Fact.of(type, "minting", by, Map.of());
    }
}
