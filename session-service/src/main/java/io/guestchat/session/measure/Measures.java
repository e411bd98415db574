package io.guestchat.session.measure;

import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** The counters of this service. */
@ApplicationScoped
public class Measures {
    private static final String PREFIX = "guestchat.session.";

    private final MeterRegistry registry;

    Measures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A preview that was answered with 200. */
    public void preview(boolean redeemed) {
        count("previews", "outcome", redeemed ? "redeemed" : "open");
    }

    /** A redemption with the right claim and a valid proof, decided. */
    public void redemption(String outcome) {
        count("redemptions", "outcome", outcome);
    }

    /** A conversation's end, seen in the log by one node of all. */
    public void end(EndReason reason) {
        count("ends", "reason", reason.wire());
    }

    /** A page asked for a new link. */
    public void linkRequest() {
        registry.counter(PREFIX + "link.requests").increment();
    }

    /** A proof came without a good nonce. */
    public void nonceChallenge() {
        registry.counter(PREFIX + "nonce.challenges").increment();
    }

    /** A push that was due, and what came of it. */
    public void push(String outcome) {
        count("pushes", "outcome", outcome);
    }

    /** A push subscription came, or went. */
    public void pushSubscription(String change) {
        count("push.subscriptions", "change", change);
    }

    void refusal(ProblemCode code) {
        count("refusals", "reason", code.code());
    }

    private void count(String name, String tag, String value) {
        registry.counter(PREFIX + name, tag, value).increment();
    }
}
