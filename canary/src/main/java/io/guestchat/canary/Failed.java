package io.guestchat.canary;

/** A step that did not come to its end; the message says why, and nothing that is secret. */
final class Failed extends Exception {
    Failed(String why) {
        super(why, null, false, false);
    }
}
