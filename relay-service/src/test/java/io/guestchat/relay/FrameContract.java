package io.guestchat.relay;

import io.guestchat.local.contract.FrameDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Holds every frame of every test to {@code protocol/spec/asyncapi/relay.yaml}. */
final class FrameContract {
    static final FrameDocument DOCUMENT = FrameDocument.of("relay");
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private FrameContract() {}

    /** What a test lets a client say. */
    static void sent(String text) {
        List<String> faults = FrameDocument.faults(DOCUMENT.fromClient(), text);
        if (!faults.isEmpty()) {
            throw new AssertionError("a client may not say " + text + ": " + faults);
        }
        SEEN.add("client " + type(text));
    }

    /** What the relay said. */
    static Optional<AssertionError> received(String text) {
        List<String> faults = FrameDocument.faults(DOCUMENT.fromRelay(), text);
        SEEN.add("relay " + type(text));
        return faults.isEmpty() ? Optional.empty() : Optional.of(new AssertionError(text + ": " + faults));
    }

    /** The messages that occurred since the application under test was started. */
    static Set<String> seen() {
        return SEEN;
    }

    static Set<String> documented() {
        Set<String> all = new TreeSet<>();
        DOCUMENT.fromClient().keySet().forEach(type -> all.add("client " + type));
        DOCUMENT.fromRelay().keySet().forEach(type -> all.add("relay " + type));
        return all;
    }

    private static String type(String text) {
        return text.replaceFirst("(?s).*?\"type\":\"([a-z]*)\".*", "$1");
    }
}
