package io.guestchat.session.measure;

import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The counters of this service. */
@ApplicationScoped
public class Measures {
    private static final String PREFIX = "guestchat.session.";

    /** That an alert compares. */
    private static final List<String> PUSHES = List.of("taken", "refused");

    private final MeterRegistry registry;
    private final Counter replays;
    private final Counter pushesHeldUp;

    /** What alerts look for is there from the start, so that a first one shows. */
    Measures(MeterRegistry registry) {
        this.registry = registry;
        this.replays = registry.counter(PREFIX + "proofs.replayed");
        this.pushesHeldUp = registry.counter(PREFIX + "occasions.failed");
        PUSHES.forEach(outcome -> registry.counter(PREFIX + "pushes", "outcome", outcome));
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

    /** What pushes follow from could not be noted, and will be tried again. */
    public void pushesHeldUp() {
        pushesHeldUp.increment();
    }

    /** A push subscription came, or went. */
    public void pushSubscription(String change) {
        count("push.subscriptions", "change", change);
    }

    /** A proof came that had been used before, on any node. */
    public void replay() {
        replays.increment();
    }

    void refusal(ProblemCode code) {
        count("refusals", "reason", code.code());
    }

    private void count(String name, String tag, String value) {
        registry.counter(PREFIX + name, tag, value).increment();
    }
}
