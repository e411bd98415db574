package io.guestchat.local.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void nothingAskedIsOneOfEverything() {
        assertEquals(new Options.Reading.Understood(Options.DEFAULT), Options.read(List.of()));
    }

    @Test
    void readsAll(@TempDir Path folder) throws IOException {
        // Given
        Path config = Files.createFile(folder.resolve("more.properties"));
        List<String> words = List.of(
                "--port-base",
                "28080",
                "--relays",
                "2",
                "--brokers",
                "3",
                "--infra",
                "--limits",
                "off",
                "--config",
                config.toString(),
                "--state",
                folder.toString());

        // When
        Options.Reading reading = Options.read(words);

        // Then
        Options expected =
                new Options(OptionalInt.of(28_080), 2, 3, true, false, Optional.of(config), Optional.of(folder));
        assertEquals(new Options.Reading.Understood(expected), reading);
    }

    @ParameterizedTest
    @CsvSource({
        "--foo, Unknown option: --foo",
        "--relays 0, --relays takes a number from 1 to 5",
        "--relays 6, --relays takes a number from 1 to 5",
        "--relays two, --relays takes a number from 1 to 5",
        "--relays, --relays needs a value",
        "--brokers 2, --brokers takes 1 or 3",
        "--limits maybe, --limits takes on or off",
        "--port-base 80, --port-base takes a number from 1024",
        "--port-base 65500, --port-base takes a number from 1024",
        "--config /nowhere/at/all, cannot read /nowhere/at/all"
    })
    void refusesTheRest(String line, String expected) {
        // When
        Options.Reading reading = Options.read(List.of(line.split(" ")));

        // Then
        String message =
                assertInstanceOf(Options.Reading.Refused.class, reading).message();
        assertTrue(message.contains(expected), message);
    }
}
