import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/** A first invite: arguments are the invite-service's URL, your issuer, and the file of your private key (a JWK with a kid). */
public final class FirstInvite {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final int ATTEMPTS = 5;

    public static void main(String[] args) throws Exception {
        URI invites = URI.create(args[0] + "/v1/invites/");
        String issuer = args[1];
        ECKey key = ECKey.parse(Files.readString(Path.of(args[2])));

        // Your member's device makes these three and hands them to you: see "What the device does".
        String inviteId = random(16);
        String claimHash = base64url(MessageDigest.getInstance("SHA-256").digest(Base64.getUrlDecoder().decode(random(32))));
        String sealedRecord = base64url("sealed on the device".getBytes());

        HttpRequest create = HttpRequest.newBuilder(invites.resolve(inviteId))
                .header("Authorization", "Bearer " + backendToken(issuer, key))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(15))
                .PUT(HttpRequest.BodyPublishers.ofString("""
                        {"memberId": "ana", "claimHash": "%s", "sealedRecord": "%s"}
                        """.formatted(claimHash, sealedRecord)))
                .build();
        HttpResponse<String> answer = sendUntilDecided(create);
        System.out.println(answer.statusCode() + " " + answer.body());
        if (answer.statusCode() >= 400) {
            System.exit(1);
        }
    }

    /** The same id and the same values again are harmless: after a lost answer or a 503, simply ask again. */
    private static HttpResponse<String> sendUntilDecided(HttpRequest request) throws Exception {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 503 || attempt == ATTEMPTS) {
                return answer;
            }
            Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    private static String backendToken(String issuer, ECKey key) throws Exception {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("guestchat:backend")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(120)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        new SecureRandom().nextBytes(value);
        return base64url(value);
    }

    private static String base64url(byte[] value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
