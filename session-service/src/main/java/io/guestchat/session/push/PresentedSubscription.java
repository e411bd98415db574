package io.guestchat.session.push;

import org.jspecify.annotations.Nullable;

/**
 * A request's body: a browser's PushSubscription as JSON. Of it only the endpoint is kept; with the keys, content could be encrypted for
 * the browser, and there is none.
 *
 * @param expirationTime ms since the epoch; not needed, the push service says when it is over
 */
record PresentedSubscription(
        @Nullable String endpoint,
        @Nullable Double expirationTime,
        @Nullable Keys keys) {
    /** @param p256dh the browser's public key @param auth a secret that goes with it */
    record Keys(@Nullable String p256dh, @Nullable String auth) {
        @Override
        public String toString() {
            return "Keys";
        }
    }

    @Override
    public String toString() {
        return "PresentedSubscription";
    }
}
