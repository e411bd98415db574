package io.guestchat.scenarios.relay;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.local.suite.Tenant;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.token.MemberToken;
import io.guestchat.scenarios.caller.Signing;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** A member of a tenant, whose backend signs a token for every answer. */
public final class MemberCredential implements Credential {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Tenant tenant;
    private final String member;

    public MemberCredential(Tenant tenant, String member) {
        this.tenant = tenant;
        this.member = member;
    }

    @Override
    public Future<ClientFrame.Authenticate> answer(String nonce) {
        String token = Signing.sign(
                tenant.key(),
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(MemberToken.TYPE))
                        .keyID(tenant.key().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(tenant.issuer())
                        .audience(MemberToken.AUDIENCE)
                        .subject(member)
                        .expirationTime(Date.from(Instant.now().plus(LIFE)))
                        .build());
        return Future.succeededFuture(new ClientFrame.Authenticate(token, null));
    }
}
