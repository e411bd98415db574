package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.ClientFrame;
import io.vertx.core.Future;

/** Who a client is, and how it proves it. */
@FunctionalInterface
public interface Credential {
    /** The answer to a challenge; fails when no token is to be had now. */
    Future<ClientFrame.Authenticate> answer(String nonce);
}
