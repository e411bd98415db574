package io.guestchat.deploy;

import io.guestchat.local.Checkout;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A deployment that is described as a whole. */
enum Overlay {
    DEVELOPMENT,
    PRODUCTION;

    private static final Checkout CHECKOUT = Checkout.find();
    private static final Map<Overlay, Manifests> RENDERED = new EnumMap<>(Overlay.class);

    /** The folder with the parent pom.xml. */
    static Path root() {
        return CHECKOUT.root();
    }

    /** Rendered once for all tests: whoever changes it takes a {@link Manifests#copy}. */
    Manifests manifests() {
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(
                    this,
                    overlay -> Manifests.read(Kubectl.find(CHECKOUT)
                            .kustomize(root().resolve("deploy/overlays")
                                    .resolve(overlay.name().toLowerCase(Locale.ROOT)))));
        }
    }
}
