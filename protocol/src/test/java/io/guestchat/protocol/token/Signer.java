package io.guestchat.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import io.guestchat.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Signs whatever it is told to: unlike a library, it does not mind what header and claims say. */
final class Signer {
    private Signer() {}

    /**
     * @param key makes the signature
     * @param algorithm it is made with, whatever the header says
     */
    static String sign(JWK key, String algorithm, String header, String claims) {
        String signed = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + Base64Url.encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + signature(key, algorithm, signed);
    }

    static String signature(JWK key, String algorithm, String signed) {
        try {
            JWSHeader header = JWSHeader.parse("{\"alg\":\"" + algorithm + "\"}");
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm());
            return signer.sign(header, signed.getBytes(StandardCharsets.US_ASCII))
                    .toString();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
