package io.guestchat.platform.telemetry.trace;

/** For tests outside of any application. */
public final class NoTraces {
    private NoTraces() {}

    public static Traces traces() {
        return new Traces(null);
    }
}
