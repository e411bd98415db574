package io.guestchat.scenarios.relay;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.scenarios.caller.Signing;
import io.vertx.core.Future;
import java.net.URI;
import java.util.function.Supplier;

/** A guest's browser key, and the access tokens that are bound to it. */
public final class GuestCredential implements Credential {
    private final ECKey key;
    private final String htu;
    private final Supplier<Future<String>> accessTokens;

    /**
     * @param key private, P-256
     * @param publicUrl the relay's configured URL, whichever node is connected to
     * @param accessTokens gives one that is bound to the key
     */
    public GuestCredential(ECKey key, URI publicUrl, Supplier<Future<String>> accessTokens) {
        this.key = key;
        this.htu = publicUrl.toString().replaceFirst("^ws", "http");
        this.accessTokens = accessTokens;
    }

    /** A fresh browser key. */
    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no P-256 keys", e);
        }
    }

    @Override
    public Future<ClientFrame.Authenticate> answer(String nonce) {
        return accessTokens
                .get()
                .map(token -> new ClientFrame.Authenticate(token, Signing.proof(key, "GET", htu, nonce, token)));
    }
}
