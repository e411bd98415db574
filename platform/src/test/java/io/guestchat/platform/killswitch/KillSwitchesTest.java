package io.guestchat.platform.killswitch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillSwitchesTest {
    private static final TenantId ACME = TenantId.parse("acme");
    private static final TenantId GLOBEX = TenantId.parse("globex");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void allowsEverythingWithoutASwitchOrADirectory() {
        for (KillSwitches switches : List.of(switches(directory), switches(null))) {
            assertDoesNotThrow(() -> switches.requireMinting(ACME));
            assertDoesNotThrow(() -> switches.requireRedemption(ACME));
            assertDoesNotThrow(() -> switches.requireTenant(ACME));
        }
    }

    @Test
    void refusesForEverybody() throws IOException {
        on("minting", "");
        on("redemption", "");
        KillSwitches switches = switches(directory);
        assertEquals(ProblemCode.UNAVAILABLE, refused(() -> switches.requireMinting(ACME)));
        assertEquals(ProblemCode.UNAVAILABLE, refused(() -> switches.requireRedemption(GLOBEX)));
        assertDoesNotThrow(() -> switches.requireTenant(ACME));
    }

    @Test
    void refusesForOneTenantAndNoOther() throws IOException {
        on("minting.acme", "");
        on("redemption.globex", "");
        KillSwitches switches = switches(directory);
        assertEquals(ProblemCode.FORBIDDEN, refused(() -> switches.requireMinting(ACME)));
        assertDoesNotThrow(() -> switches.requireRedemption(ACME));
        assertEquals(ProblemCode.UNAVAILABLE, refused(() -> switches.requireRedemption(GLOBEX)));
        assertDoesNotThrow(() -> switches.requireMinting(GLOBEX));
    }

    @Test
    void aTenantThatIsOffMayDoNothing() throws IOException {
        on("tenant.acme", "");
        KillSwitches switches = switches(directory);
        assertTrue(switches.isOff(ACME));
        assertEquals(ProblemCode.FORBIDDEN, refused(() -> switches.requireMinting(ACME)));
        assertEquals(ProblemCode.UNAVAILABLE, refused(() -> switches.requireRedemption(ACME)));
        assertEquals(ProblemCode.UNAVAILABLE, refused(() -> switches.requireTenant(ACME)));
        assertFalse(switches.isOff(GLOBEX));
    }

    @Test
    void followsTheDirectory() throws IOException {
        KillSwitches switches = switches(directory);
        on("tenant.acme", "by=ada\nat=2026-11-29T12:00:00Z\nreason=leaked \u0007key\nmore=x\n");
        switches.look();
        assertTrue(switches.isOff(ACME));
        assertEquals(
                new Note("ada", "2026-11-29T12:00:00Z", "leaked  key"),
                switches.on().get(new KillSwitch(KillSwitch.Subject.TENANT, ACME)));
        on("off-tenant.acme", "by=bob\n");
        Files.delete(directory.resolve("tenant.acme"));
        switches.look();
        assertFalse(switches.isOff(ACME));
        assertEquals(new Note("bob", null, null), switches.off().get(new KillSwitch(KillSwitch.Subject.TENANT, ACME)));
    }

    @Test
    void theSwapOfAMountedConfigMapIsSeen() throws IOException {
        Path first = Files.createDirectory(directory.resolve("..2026_11_29"));
        Files.writeString(first.resolve("minting"), "");
        Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(directory.resolve("minting"), Path.of("..data", "minting"));
        KillSwitches switches = switches(directory);
        assertEquals(ProblemCode.UNAVAILABLE, refused(() -> switches.requireMinting(ACME)));
        assertEquals(0, failures());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mintng", "tenant", "tenant.ACME", "minting.", "off-mintng"})
    void saysWhatIsNoSwitch(String name) throws IOException {
        on(name, "");
        on("redemption", "");
        KillSwitches switches = switches(directory);
        assertEquals(1, failures());
        assertEquals(List.of("redemption"), names(switches));
    }

    @Test
    void isOnForATenantThatIsNone_AndSaysSo() throws IOException {
        on("tenant.acmee", "");
        assertEquals(List.of("tenant.acmee"), names(switches(directory)));
        assertEquals(1, failures());
    }

    @Test
    void isOnWhateverItsFileHolds() throws IOException {
        Files.createDirectory(directory.resolve("minting"));
        on("redemption", "\\u12 = not a properties file");
        KillSwitches switches = switches(directory);
        assertEquals(List.of("minting", "redemption"), names(switches));
        assertEquals(1, failures());
    }

    @Test
    void keepsWhatItSawLastWhileTheDirectoryCannotBeRead() throws IOException {
        on("tenant.acme", "");
        KillSwitches switches = switches(directory);
        Files.move(directory, directory.resolveSibling(directory.getFileName() + "-away"));
        switches.look();
        assertTrue(switches.isOff(ACME));
        assertFalse(switches.isOff(GLOBEX));
        assertEquals(1, failures());
        Files.move(directory.resolveSibling(directory.getFileName() + "-away"), directory);
        Files.delete(directory.resolve("tenant.acme"));
        switches.look();
        assertFalse(switches.isOff(ACME));
    }

    @Test
    void doesNotStartWithADirectoryThatCannotBeRead() {
        assertThrows(IllegalStateException.class, () -> switches(directory.resolve("missing")));
    }

    @Test
    void measuresWhatIsOn() throws IOException {
        KillSwitches switches = switches(directory);
        assertEquals(0, gauge("minting", "*"));
        on("minting", "");
        on("tenant.acme", "");
        switches.look();
        assertEquals(1, gauge("minting", "*"));
        assertEquals(0, gauge("redemption", "*"));
        assertEquals(1, gauge("tenant", "acme"));
    }

    private KillSwitches switches(@Nullable Path from) {
        return new KillSwitches(
                () -> Optional.ofNullable(from),
                tenant -> Stream.of(ACME, GLOBEX).anyMatch(tenant::equals),
                meters);
    }

    private void on(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static List<String> names(KillSwitches switches) {
        return switches.on().keySet().stream().map(KillSwitch::name).toList();
    }

    private static ProblemCode refused(Executable call) {
        return assertThrows(ProblemException.class, call).code();
    }

    private double failures() {
        return meters.get("guestchat.switches.failures").counter().count();
    }

    private double gauge(String what, String tenant) {
        return meters.get("guestchat.switches")
                .tags("switch", what, "tenant", tenant)
                .gauge()
                .value();
    }
}
