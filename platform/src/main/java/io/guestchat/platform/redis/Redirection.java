package io.guestchat.platform.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import org.jspecify.annotations.Nullable;

/** A cluster's answer that another node is to be asked. */
sealed interface Redirection {
    /** {@code host:port} */
    String node();

    /** For good. */
    record Moved(int slot, String node) implements Redirection {}

    /** This once: the slot is on its way. */
    record Ask(String node) implements Redirection {}

    /**
     * Reads {@code MOVED 3999 host:port} and the like.
     *
     * @param from who answered; an answer without a host means the same host, and says nothing if this is empty
     */
    static @Nullable Redirection read(Throwable e, String from) {
        if (!(e instanceof ErrorType error)) {
            return null;
        }
        String[] words = String.valueOf(error.getMessage()).split(" ", 4);
        if (words.length < 3 || !(words[0].equals("MOVED") || words[0].equals("ASK"))) {
            return null;
        }
        boolean sameHost = words[2].startsWith(":");
        if (sameHost && from.isEmpty()) {
            return null;
        }
        String node = sameHost ? from.substring(0, from.lastIndexOf(':')) + words[2] : words[2];
        return words[0].equals("ASK") ? new Ask(node) : new Moved(Integer.parseInt(words[1]), node);
    }
}
