package io.guestchat.scenarios.load;

import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.ReturningClient;
import io.guestchat.scenarios.stage.Backlog;
import io.guestchat.scenarios.stage.Issuer;
import java.time.Duration;
import java.util.List;

/** A Redis that loses everything, with a log behind it. */
final class Rebuild {
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private Rebuild() {}

    /**
     * Writes a log, lets the relays read it, empties Redis.
     *
     * @param envelopes in whole conversations of {@value Backlog#EACH}
     * @param acknowledged of each conversation
     * @return envelopes a second, from the loss until a member who connects is told how things stand: by then every partition is
     *     where the log's end was. To half a second, in which the loss is noticed.
     */
    static double measure(RelayTarget relay, int envelopes, int acknowledged) {
        Backlog backlog = Backlog.write(relay.issuer(), relay.bootstrapServers(), envelopes, acknowledged);
        Issuer.Session one = backlog.sessions().getFirst();
        letIn(relay, one);
        relay.emptyRedis();
        long start = System.nanoTime();
        letIn(relay, one);
        return envelopes * 1e9 / (System.nanoTime() - start);
    }

    private static void letIn(RelayTarget relay, Issuer.Session session) {
        List<ConversationId> conversations = List.of(session.conversation());
        try (ReturningClient member = new ReturningClient(
                relay.urls(), new MemberCredential(relay.issuer().tenant(), session.member()), conversations)) {
            member.awaitReady(WITHIN);
        }
    }
}
