package io.guestchat.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trust store of an image: what Debian trusts, and nothing that somebody has added to the machine that builds it. */
final class TrustedRoots {
    /** As JDKs have it: nothing in it is secret. */
    private static final char @Nullable [] NO_PASSWORD = null;

    private TrustedRoots() {}

    /**
     * Writes it.
     *
     * @param certificates a file in PEM for each
     */
    static void write(List<Path> certificates, Path store) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, NO_PASSWORD);
            for (Path certificate : certificates.stream().sorted().toList()) {
                try (InputStream pem = Files.newInputStream(certificate)) {
                    roots.setCertificateEntry(certificate.getFileName().toString(), factory.generateCertificate(pem));
                }
            }
            try (OutputStream file = Files.newOutputStream(store)) {
                roots.store(file, NO_PASSWORD);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("no trust store could be made", e);
        }
    }
}
