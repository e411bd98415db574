package io.guestchat.scenarios.life;

import io.guestchat.scenarios.caller.Answer;

/**
 * A call of a life, and what was answered.
 *
 * @param browser who called; negative for the backend
 * @param begun System.nanoTime()
 * @param ended System.nanoTime()
 * @param answer status 0 where none came
 */
record Observation(Call call, int browser, long begun, long ended, Answer answer) {
    static final int BACKEND = -1;

    /** What was called. */
    enum Call {
        CREATE,
        READ,
        PREVIEW,
        REDEEM,
        REFRESH,
        LEAVE,
        END,
        REVOKE
    }

    int status() {
        return answer.status();
    }

    /** Whether it is unknown what came of it. */
    boolean undecided() {
        return status() == 0 || status() == 503;
    }

    /** Whether a browser was told that the session is its own. */
    boolean bound() {
        return call == Call.REDEEM && (status() == 200 || status() == 201);
    }

    boolean before(Observation other) {
        return ended < other.begun;
    }

    /** With ms since {@code start}. */
    String describe(long start) {
        String what = status() < 300 && status() != 0
                ? answer.text("status") + answer.text("sessionId")
                : answer.text("type").replace("urn:guestchat:problem:", "");
        return "%6d…%6d ms  %-8s %-10s %s %s"
                .formatted(
                        (begun - start) / 1_000_000,
                        (ended - start) / 1_000_000,
                        call,
                        browser == BACKEND ? "backend" : "browser " + browser,
                        status() == 0 ? "no answer" : status(),
                        what)
                .stripTrailing();
    }
}
