package io.guestchat.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.signing.TestSigningKeys;
import io.guestchat.protocol.audit.AuditCodec;
import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.audit.AuditType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What operators do to a running service is in the topic, with who and what. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestSigningKeys.class)
class AuditIT {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final AuditTopic topic = new AuditTopic(Map.of("bootstrap.servers", SuiteInfrastructure.kafka()));

    @ConfigProperty(name = "guestchat.signing.keys")
    Path keys;

    @Test
    void aSwitchThatIsTurnedIsTold() {
        Instant before = Instant.now();

        // When
        SuiteInfrastructure.switchOn("redemption");
        AuditRecord on = told(AuditType.SWITCH_ON, "redemption", before);
        SuiteInfrastructure.switchOff("redemption");
        AuditRecord off = told(AuditType.SWITCH_OFF, "redemption", before);

        // Then
        assertEquals("/guestchat/platform", on.source());
        assertEquals(Map.of("by", "a test"), on.data());
        assertEquals(Map.of(), off.data());
        assertFalse(on.node().isBlank());
    }

    @Test
    void aKeyThatComesAndGoesIsToldWithoutItsPrivatePart() throws Exception {
        // Given
        Instant before = Instant.now();
        ECKey key = new ECKeyGenerator(Curve.P_256)
                .keyID("k9")
                .notBeforeTime(Date.from(before.plusSeconds(3_600)))
                .generate();
        Path file = keys.resolve("k9.json");

        // When
        Files.writeString(file, key.toJSONString().replaceFirst("\\{", "{\"by\":\"ada\","));
        AuditRecord appeared = told(AuditType.KEY_APPEARED, "k9", before);
        Files.delete(file);
        told(AuditType.KEY_REMOVED, "k9", before);

        // Then
        assertEquals("ada", appeared.data().get("by"));
        assertEquals(key.computeThumbprint().toString(), appeared.data().get("thumbprint"));
        List<String> all = new ArrayList<>();
        topic.readAll(record -> all.add(new String(record.value(), StandardCharsets.UTF_8)));
        assertTrue(all.stream().noneMatch(text -> text.contains(key.getD().toString())));
    }

    private AuditRecord told(AuditType type, String subject, Instant since) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (true) {
            List<AuditRecord> found = new ArrayList<>();
            topic.readAll(record -> found.add(AuditCodec.read(record.value())));
            found.removeIf(record -> record.type() != type
                    || !record.subject().equals(subject)
                    || record.time().isBefore(since));
            if (!found.isEmpty()) {
                assertEquals(1, found.size(), found::toString);
                return found.getFirst();
            }
            assertTrue(System.nanoTime() < deadline, () -> "not told: " + type + " " + subject);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
