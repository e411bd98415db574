package io.guestchat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.web.Release.Said;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify-page}, against the server that serves the page. */
@QuarkusTest
@WithTestResource(Release.class)
class VerifyPageTest {

    @TestHTTPResource
    String page;

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWithAPageThatIsServedAsItWasReleased() throws IOException {
        // When
        Said said = verify("--signers", Release.SIGNERS.toString());

        // Then
        assertEquals(0, said.status(), said.text());
        assertTrue(said.text().contains("ok     SHA384SUMS is signed"), said.text());
        for (String line : Files.readAllLines(Release.MANIFEST)) {
            String name = line.substring(line.indexOf("  ") + 2);
            String address = name.equals("index.html") ? "/i" : "/" + name;
            assertTrue(said.text().contains("ok     " + address + "\n"), said.text());
        }
        assertTrue(said.text().contains("http://localhost:8082 ws://localhost:8083"), said.text());
    }

    @Test
    void comparesWithABuildOfOnesOwn() throws IOException {
        // When
        Said said = verify("--manifest", Release.MANIFEST.toString());

        // Then
        assertEquals(0, said.status(), said.text());
        assertFalse(said.text().contains("signed"), said.text());
    }

    @Test
    void tellsTheFileThatDiffers() throws IOException {
        // Given
        Path other = folder.resolve("SHA384SUMS");
        Files.write(
                other,
                Files.readAllLines(Release.MANIFEST).stream()
                        .map(line -> line.contains("/index-") && line.endsWith(".css")
                                ? "0".repeat(96) + line.substring(96)
                                : line)
                        .toList());

        // When
        Said said = verify("--manifest", other.toString());

        // Then
        assertEquals(1, said.status(), said.text());
        assertEquals(
                1, said.text().lines().filter(line -> line.startsWith("WRONG")).count(), said.text());
        assertTrue(said.text().lines().anyMatch(line -> line.matches("WRONG  /assets/.*\\.css")), said.text());
    }

    @Test
    void refusesAKeyThatHasNotSigned() throws IOException {
        // When
        Said said = verify("--signers", Release.STRANGERS.toString());

        // Then
        assertEquals(1, said.status(), said.text());
        assertTrue(said.text().contains("WRONG  SHA384SUMS is not signed"), said.text());
    }

    @Test
    void doesNotTakeTheServersOwnWordForIt() throws IOException {
        // When
        Said said = verify();

        // Then
        assertNotEquals(0, said.status(), said.text());
        assertTrue(said.text().startsWith("Usage:"), said.text());
    }

    private Said verify(String... options) throws IOException {
        return Said.by(Stream.concat(Stream.of("./verify-page", page), Stream.of(options))
                .toArray(String[]::new));
    }
}
