package io.guestchat.platform.audit;

import io.guestchat.platform.audit.Fact.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was so on this node. @param since when it was found to be */
record State(Instant since, Map<Subject, Fact> facts) {
    static State of(Instant since, List<Fact> facts) {
        Map<Subject, Fact> bySubject = new HashMap<>();
        facts.forEach(fact -> bySubject.put(fact.subject(), fact));
        return new State(since, bySubject);
    }
}
