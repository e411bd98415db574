package io.guestchat.scenarios.load;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.stage.Issuer;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a load is put on. */
interface Target extends AutoCloseable {
    /** For tables. */
    String name();

    /** Whom it trusts. */
    Issuer issuer();

    /** Makes conversations known, before their clients connect. */
    void open(List<Issuer.Session> sessions);

    /**
     * Where a client connects.
     *
     * @param number of the client, from 0
     */
    URI url(int number, ConversationId conversation, Side side);

    /** The process ids of all that serves, by name. */
    Map<String, Long> processes();

    @Override
    void close();
}
