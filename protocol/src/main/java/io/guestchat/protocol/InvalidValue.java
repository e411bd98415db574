package io.guestchat.protocol;

/** A value from outside that is not of the documented form. Its message never repeats the value. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValue(String message) {
        super(message);
    }
}
