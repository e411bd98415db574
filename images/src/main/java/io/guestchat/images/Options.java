package io.guestchat.images;

import io.guestchat.scenarios.stage.CommandLine;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./guestchat images} was asked for.
 *
 * @param registry where to push to, as {@code registry.example/guestchat}; absent: archives are written
 * @param tag of every image
 * @param base a base image with a C library, by digest, or as {@code tar:file}; absent: Debian's packages on nothing
 * @param portBase of 61 ports, for the rehearsal
 */
record Options(Optional<String> registry, String tag, Optional<String> base, int portBase) {
    /** What the name of a base begins with that is a file. */
    static final String ARCHIVE = "tar:";

    /**
     * @param version the project's
     * @throws IllegalArgumentException for the person who typed it
     */
    static Options read(List<String> words, String version) {
        CommandLine line = new CommandLine(words);
        Options options = new Options(
                line.take("--push", Optional::of, Optional.empty()),
                line.take("--tag", tag -> tag, version),
                line.take("--base", base -> Optional.of(pinned(base)), Optional.empty()),
                line.take("--port-base", Integer::valueOf, 25_000));
        line.end();
        return options;
    }

    private static String pinned(String base) {
        if (!base.startsWith(ARCHIVE) && !base.matches(".+@sha256:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a base is named by its digest, image@sha256:…, or is a file, tar:…");
        }
        return base;
    }
}
