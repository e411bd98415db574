package io.guestchat.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Signs the built page as {@code docs/verifying-the-page.md} tells the provider to, with keys made for these tests. */
public final class Release implements QuarkusTestResourceLifecycleManager {

    static final Path MANIFEST = Path.of("page/dist/SHA384SUMS");

    private static final Path FOLDER = Path.of("target/release");

    /** Those who verify have this file of the release's key. */
    static final Path SIGNERS = FOLDER.resolve("signers");

    /** The same of another key, which has signed nothing. */
    static final Path STRANGERS = FOLDER.resolve("strangers");

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(FOLDER);
            Path key = makeKey("key", SIGNERS);
            makeKey("another", STRANGERS);
            Path manifest = Files.copy(MANIFEST, fresh("SHA384SUMS"));
            Path signature = fresh("SHA384SUMS.sig");
            run("ssh-keygen", "-Y", "sign", "-f", key.toString(), "-n", "guestchat-page", manifest.toString());
            return Map.of("guestchat.web.signature", signature.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path makeKey(String name, Path signers) throws IOException {
        Path key = fresh(name);
        fresh(name + ".pub");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key.toString());
        String publicKey = Files.readString(FOLDER.resolve(name + ".pub")).strip();
        Files.writeString(signers, "release namespaces=\"guestchat-page\" " + publicKey + "\n");
        return key;
    }

    private static Path fresh(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    private static void run(String... command) throws IOException {
        Said said = Said.by(command);
        if (said.status() != 0) {
            throw new IOException(said.text());
        }
    }

    @Override
    public void stop() {}

    /**
     * What a program said, and how it ended.
     *
     * @param status 0 for success
     */
    record Said(String text, int status) {

        static Said by(String... command) throws IOException {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes());
            try {
                return new Said(text, process.waitFor());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
