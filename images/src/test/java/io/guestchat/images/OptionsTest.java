package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void tagsWithTheVersionUnlessToldOtherwise() {
        assertEquals("1.2", Options.read(List.of(), "1.2").tag());
        assertEquals("mine", Options.read(List.of("--tag", "mine"), "1.2").tag());
    }

    @Test
    void takesABaseByItsDigestOrAsAFile() {
        String digest = "registry.example/base@sha256:" + "0".repeat(64);

        assertEquals(
                Optional.of(digest),
                Options.read(List.of("--base", digest), "1").base());
        assertEquals(
                Optional.of("tar:base.tar"),
                Options.read(List.of("--base", "tar:base.tar"), "1").base());
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "debian:12", "debian@sha256:0"})
    void takesNoBaseThatMayBeAnotherTomorrow(String base) {
        assertThrows(IllegalArgumentException.class, () -> Options.read(List.of("--base", base), "1"));
    }
}
