package io.guestchat.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.guestchat.platform.audit.Fact.Subject;
import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.audit.AuditType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final State EMPTY = State.of(NOW, List.of());
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
        assertEquals(NOW, record.time());
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
        List<State> states = List.of(state(ACME));
        assertEquals(
                ledger.untold(null, states, topic(List.of())).getFirst().id(),
                other.untold(null, states, topic(List.of())).getFirst().id());
        tell(ACME);
        String first = told.get(ACME.subject()).id();
        tell();
        tell(ACME);
        assertNotEquals(first, told.get(ACME.subject()).id());
    }

    @Test
    void tellsEveryStateInBetween() {
        List<State> states =
                List.of(state(turned(AuditType.SWITCH_ON, "ada")), state(turned(AuditType.SWITCH_OFF, "bob")));
        assertEquals(
                List.of(AuditType.SWITCH_ON, AuditType.SWITCH_OFF),
                types(ledger.untold(EMPTY, states, topic(List.of()))));
    }

    @Test
    void tellsNothingThatAnotherNodeHasToldMeanwhile() {
        List<State> states =
                List.of(state(turned(AuditType.SWITCH_ON, "ada")), state(turned(AuditType.SWITCH_OFF, "bob")));
        List<AuditRecord> others = ledger.untold(EMPTY, states, topic(List.of()));
        others.forEach(record -> told.put(Subject.of(record), record));
        assertEquals(List.of(), ledger.untold(EMPTY, states, topic(others)));
    }

    /** It has not heard of the change yet, and has changed nothing itself. */
    @Test
    void doesNotContradictWhatAnotherNodeHasTold() {
        tell(tenant("https://new.example"));
        State old = state(ACME);
        assertEquals(List.of(), ledger.untold(old, List.of(state(ACME)), topic(List.of())));
        assertEquals(
                List.of(AuditType.SWITCH_ON),
                types(ledger.untold(old, List.of(state(ACME, turned(AuditType.SWITCH_ON, "ada"))), topic(List.of()))));
    }

    /** What is told after a start with these facts; the topic keeps it. */
    private List<AuditType> tell(Fact... facts) {
        List<AuditRecord> records = ledger.untold(null, List.of(state(facts)), topic(List.of()));
        records.forEach(record -> told.put(Subject.of(record), record));
        return types(records);
    }

    private Told topic(List<AuditRecord> news) {
        return new Told(told, news, 0);
    }

    private static State state(Fact... facts) {
        return State.of(NOW, List.of(facts));
    }

    private static List<AuditType> types(List<AuditRecord> records) {
        return records.stream().map(AuditRecord::type).toList();
    }

    private static Fact tenant(String issuer) {
        return Fact.of(AuditType.TENANT_ADDED, "acme", "ada", Map.of("issuer", issuer));
    }

    private static Fact turned(AuditType type, @Nullable String by) {
        return Fact.of(type, "minting", by, Map.of());
    }
}
