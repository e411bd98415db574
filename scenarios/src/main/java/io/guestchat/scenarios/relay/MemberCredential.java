package io.guestchat.scenarios.relay;

import io.guestchat.local.suite.Tenant;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.scenarios.caller.Backend;
import io.vertx.core.Future;
import java.time.Duration;

/** A member of a tenant, whose backend signs a token for every answer. */
public final class MemberCredential implements Credential {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Backend backend;
    private final String member;

    public MemberCredential(Tenant tenant, String member) {
        this.backend = new Backend(tenant);
        this.member = member;
    }

    @Override
    public Future<ClientFrame.Authenticate> answer(String nonce) {
        return Future.succeededFuture(new ClientFrame.Authenticate(backend.memberToken(member, LIFE), null));
    }
}
