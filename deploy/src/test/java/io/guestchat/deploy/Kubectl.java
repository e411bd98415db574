package io.guestchat.deploy;

import io.guestchat.local.Checkout;
import io.guestchat.local.DebianPackages;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * A kubectl that can render; it never meets a cluster.
 *
 * @param path the program
 */
record Kubectl(Path path) {
    /** Of kustomize; the first with components, labels, replacements and patches as they are used here. */
    private static final int OLDEST_KUSTOMIZE = 5;

    private static final Pattern KUSTOMIZE = Pattern.compile("\"?kustomizeVersion\"?: \"?v(\\d+)\\.");

    /**
     * The one installed on this machine, else the one fetched earlier, else one that is fetched now with Debian's package client and
     * unpacked below {@code .guestchat}: nothing is installed, and no root is needed.
     *
     * @throws TestAbortedException when there is none that is new enough; the message says what to install
     */
    static Kubectl find(Checkout checkout) {
        return Programs.find("kubectl")
                .map(Kubectl::new)
                .filter(Kubectl::isNewEnough)
                .orElseGet(() -> fetched(checkout.state().resolve("kubectl")));
    }

    private static Kubectl fetched(Path folder) {
        try {
            DebianPackages.unpack(List.of("kubernetes-client"), folder);
        } catch (DebianPackages.Unavailable e) {
            throw missing(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new Kubectl(folder.resolve("usr/bin/kubectl")))
                .filter(Kubectl::isNewEnough)
                .orElseThrow(() -> missing("the one that this Debian has is older"));
    }

    private boolean isNewEnough() {
        Matcher version =
                KUSTOMIZE.matcher(run("version", "--client", "-o", "json").output());
        return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_KUSTOMIZE;
    }

    /** The manifests of a folder with a {@code kustomization.yaml}, as YAML documents. */
    String kustomize(Path folder) {
        Programs.Outcome outcome = run("kustomize", folder.toString());
        if (!outcome.succeeded()) {
            throw new AssertionError(folder + " does not render: " + outcome.output());
        }
        return outcome.output();
    }

    private Programs.Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return Programs.run(Path.of("/"), Map.of(), command);
    }

    private static TestAbortedException missing(String why) {
        return new TestAbortedException(
                "nothing is rendered: kubectl 1.27 or newer is needed (https://kubernetes.io/docs/tasks/tools/); "
                        + why);
    }
}
