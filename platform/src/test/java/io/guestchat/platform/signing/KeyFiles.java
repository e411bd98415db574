package io.guestchat.platform.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of signing keys, as an operator would change it. */
final class KeyFiles {
    private final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** @return the key, private part and all */
    ECKey put(String kid, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
        ECKey key = key(kid, notBefore, expiresAt);
        write(kid + ".json", key.toJSONString());
        return key;
    }

    /** In one step, as a file is put there by anything that knows what it does. */
    void write(String file, String text) {
        try {
            Path beside = Files.writeString(directory.resolve(file + ".new"), text);
            Files.move(beside, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String kid) {
        try {
            Files.delete(directory.resolve(kid + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything but the key with this id. */
    void keepOnly(String kid) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(kid + ".json")) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ECKey key(String kid, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(kid)
                    .notBeforeTime(notBefore == null ? null : Date.from(notBefore))
                    .expirationTime(expiresAt == null ? null : Date.from(expiresAt))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
