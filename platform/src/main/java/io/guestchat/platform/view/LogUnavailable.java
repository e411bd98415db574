package io.guestchat.platform.view;

/** Kafka did not confirm a record in time. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(Throwable cause) {
        super("the log did not confirm", cause, false, false);
    }
}
