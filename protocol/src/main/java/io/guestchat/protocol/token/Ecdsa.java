package io.guestchat.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.security.Provider;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ECDSA by BoringSSL, which is several times faster at it than the JDK (decision 0012), where Conscrypt has it for this
 * system; elsewhere by the JDK.
 */
final class Ecdsa {
    private static final @Nullable Provider FAST = Conscrypt.isAvailable() ? Conscrypt.newProvider() : null;

    private Ecdsa() {}

    /** @throws JOSEException if the key is on no curve that JWS knows */
    static JWSVerifier verifier(ECKey key) throws JOSEException {
        ECDSAVerifier verifier = new ECDSAVerifier(key);
        if (FAST != null) {
            verifier.getJCAContext().setProvider(FAST);
        }
        return verifier;
    }
}
