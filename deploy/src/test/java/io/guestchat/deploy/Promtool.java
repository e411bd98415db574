package io.guestchat.deploy;

import io.guestchat.local.Checkout;
import io.guestchat.local.DebianPackages;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Prometheus' own judge of rules.
 *
 * @param path the program
 */
record Promtool(Path path) {
    /**
     * The one installed on this machine, else the one fetched earlier, else one that is fetched now, as {@link Kubectl} is.
     *
     * @throws TestAbortedException when there is none; the message says what to install
     */
    static Promtool find(Checkout checkout) {
        return Programs.find("promtool").map(Promtool::new).orElseGet(() -> {
            Path folder = checkout.state().resolve("prometheus");
            try {
                DebianPackages.unpack(List.of("prometheus"), folder);
            } catch (DebianPackages.Unavailable e) {
                throw new TestAbortedException(
                        "no rule is tried: promtool is needed, which comes with Prometheus; " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Promtool(folder.resolve("usr/bin/promtool"));
        });
    }

    Programs.Outcome checkRules(Path rules) {
        return run("check", rules);
    }

    Programs.Outcome testRules(Path scenarios) {
        return run("test", scenarios);
    }

    private Programs.Outcome run(String command, Path file) {
        return Programs.run(Overlay.root(), Map.of(), List.of(path.toString(), command, "rules", file.toString()));
    }
}
