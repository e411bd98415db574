package io.guestchat.local.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import io.guestchat.local.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> ALL = Set.of("session", "relay");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Fleet fleet = new Fleet(new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));

    @AfterEach
    void endAll() {
        fleet.stop(ALL, PATIENCE);
    }

    private Fleet.Unit unit(String name, String role, String argument, int port) {
        List<String> command = Jvm.java(Jvm.BRIEF, "-cp", Jvm.classPath(), StandIn.class.getName(), argument);
        URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        return new Fleet.Unit(
                role, ready, new Child.Spec(name, command, Map.of(), folder, folder.resolve(name + ".log")));
    }

    private Fleet.Unit healthy(String name, String role) {
        int port = Ports.freeRun(1);
        return unit(name, role, Integer.toString(port), port);
    }

    private void start(List<Fleet.Unit> units) {
        fleet.launch(units);
        fleet.awaitReady(units, PATIENCE);
    }

    @Test
    void saysWhatIsReady() {
        // When
        start(List.of(healthy("session", "session"), healthy("relay", "relay")));

        // Then
        String lines = said.toString(StandardCharsets.UTF_8);
        assertTrue(lines.contains("session ") && lines.contains("relay "), lines);
    }

    @Test
    void aBrokenStartNamesTheProcessAndShowsItsLog() {
        // Given
        Fleet.Unit broken = unit("session", "session", "broken", Ports.freeRun(1));
        fleet.launch(List.of(broken));

        // When
        LocalFailure failure = assertThrows(LocalFailure.class, () -> fleet.awaitReady(List.of(broken), PATIENCE));

        // Then
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("session ended while starting, with exit code 3"), message);
        assertTrue(message.contains("I cannot work like this"), message);
    }

    @Test
    void theLastOfARoleIsMissed() throws ExecutionException, InterruptedException, TimeoutException {
        // Given
        start(List.of(healthy("session", "session")));

        // When: not by us
        ProcessHandle.of(fleet.child("session").pid()).ifPresent(ProcessHandle::destroyForcibly);

        // Then
        Child lost = fleet.lost().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals("session", lost.name());
        assertEquals(128 + 9, lost.exitCode());
    }

    @Test
    void oneOfSeveralIsNot() {
        // Given
        start(List.of(healthy("relay-1", "relay"), healthy("relay-2", "relay")));
        Child first = fleet.child("relay-1");

        // When
        ProcessHandle.of(first.pid()).ifPresent(ProcessHandle::destroyForcibly);

        // Then
        first.ended().join();
        assertFalse(fleet.lost().isDone());
        assertTrue(fleet.child("relay-2").isAlive());
    }

    @Test
    void aKilledOneComesBackOnItsPort() {
        // Given
        Fleet.Unit session = healthy("session", "session");
        start(List.of(session));
        long before = fleet.child("session").pid();
        fleet.kill("session");

        // When
        fleet.relaunch("session");

        // Then
        fleet.awaitReady(List.of(session), PATIENCE);
        assertNotEquals(before, fleet.child("session").pid());
        assertFalse(fleet.lost().isDone());
    }

    @Test
    void stoppingLeavesNoProcessAndNoPort() {
        // Given
        Fleet.Unit session = healthy("session", "session");
        start(List.of(session));

        // When
        fleet.stop(ALL, PATIENCE);

        // Then
        assertFalse(fleet.child("session").isAlive());
        assertTrue(Ports.isFree(session.ready().getPort()));
        assertFalse(fleet.lost().isDone());
    }
}
