package io.guestchat.images;

import io.guestchat.local.process.Programs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image is made of.
 *
 * @param version the project's
 * @param revision the commit, with {@code -modified} if there is more than that; absent outside of a repository
 * @param time of the commit: two builds of one commit say the same
 */
record Origin(String version, Optional<String> revision, Instant time) {
    static Origin of(Path checkout, String version) {
        Optional<String> commit = git(checkout, "rev-parse", "HEAD");
        boolean modified = git(checkout, "status", "--porcelain")
                .filter(said -> !said.isEmpty())
                .isPresent();
        return new Origin(
                version,
                commit.map(hash -> modified ? hash + "-modified" : hash),
                git(checkout, "show", "--no-patch", "--format=%cI", "HEAD")
                        .map(said -> OffsetDateTime.parse(said).toInstant())
                        .orElse(FixedTimes.TIME));
    }

    private static Optional<String> git(Path checkout, String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Programs.Outcome outcome = Programs.run(checkout, Map.of(), command);
        return outcome.succeeded() ? Optional.of(outcome.output().strip()) : Optional.empty();
    }
}
