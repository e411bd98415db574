package io.guestchat.platform.signing;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** {@code guestchat.signing.*} of a service that signs tokens. */
@ConfigMapping(prefix = "guestchat.signing")
public interface SigningConfig {
    /** Directory of private JWKs (RFC 7517, EC P-256), one {@code *.json} each: see {@link SigningKey}. */
    Path keys();
}
