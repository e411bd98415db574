package io.guestchat.scenarios.faults;

import io.guestchat.scenarios.check.Breach;
import io.guestchat.scenarios.check.Breach.Kind;
import io.guestchat.scenarios.faults.Proxy.Weather;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A mistake that somebody could make in the relay, and the faults that it does not survive. */
enum PlantedBug {
    /** Accepted by the leader alone. */
    ACKS_ONE(
            "resources/application.properties",
            List.of(
                    new Patch("mp.messaging.outgoing.log-out.acks=all", "mp.messaging.outgoing.log-out.acks=1"),
                    new Patch("log-out.enable.idempotence=true", "log-out.enable.idempotence=false")),
            List.of(Fault.leaderDiesAlone(1_500, 500)),
            EnumSet.of(Kind.LOST, Kind.UNTRUE)),

    /** Redis knows that a batch is applied before it is: a moment later. */
    POSITION_BEFORE_EFFECT(
            "java/io/guestchat/relay/log/LogReader.java",
            List.of(new Patch(
                    "return effect.apply(new Slot(p.partition()), reading.position(), ofFewKeys(records))", """
                    return redis.send(Request.cmd(Command.HSET)
                                    .arg(new Slot(p.partition()).position()).arg(topic.field()).arg(end))
                            .compose(stored -> pause())
                            .compose(v -> effect.apply(new Slot(p.partition()), end, ofFewKeys(records)))\
                    """)),
            List.of(Fault.killRelay(0, 300)),
            // Untrue alone, if the sender was on that relay: told anew how far it is, it says it again.
            EnumSet.of(Kind.LOST, Kind.UNTRUE)),

    /** Whoever applies a batch, wherever Redis is: it is written. */
    NO_COMPARE_AND_SET(
            "resources/io/guestchat/relay/envelope/materialise.lua",
            List.of(new Patch("if position ~= tonumber(ARGV[1]) then return position end", "")),
            List.of(Fault.flushAll(), Fault.flushAll()),
            EnumSet.of(Kind.LOST)),

    /** What is in the log twice is delivered twice. */
    NO_CHECK_OF_N(
            "resources/io/guestchat/relay/envelope/materialise.lua",
            List.of(new Patch("if c.status == OPEN and expects(c, from, n) then", "if c.status == OPEN then")),
            List.of(
                    Fault.part(0, Dependency.KAFKA, Weather.STALLED, 4_500),
                    Fault.part(1, Dependency.KAFKA, Weather.STALLED, 4_500)),
            EnumSet.of(Kind.DOUBLED)),

    /** Nobody looks for what he was not told. */
    NO_SWEEP(
            "java/io/guestchat/relay/connection/Live.java",
            List.of(new Patch("if (now > sweepAt) {", "if (now > sweepAt && bindings.isEmpty()) {")),
            List.of(Fault.lastWakeUpsLost(1_500)),
            EnumSet.of(Kind.STUCK)),

    /** A Redis that knows nothing is filled from now on. */
    RESET_TO_LATEST(
            "java/io/guestchat/relay/log/LogReader.java",
            List.of(new Patch("ends.starts()", "(topic == LogTopic.ENVELOPES ? ends.ends() : ends.starts())")),
            List.of(Fault.flushAll()),
            EnumSet.of(Kind.LOST)),

    /** What was written to a socket counts as acknowledged. */
    DELETED_BEFORE_ACKNOWLEDGED(
            "java/io/guestchat/relay/connection/Receiving.java",
            List.of(new Patch("        sent = seq;\n", "        sent = seq;\n        acknowledge(seq, ownN);\n")),
            List.of(Fault.halfOpen(0.5)),
            EnumSet.of(Kind.UNTRUE)),

    /** Accepted before the log has it. */
    CONFIRMED_BEFORE_LOGGED(
            "java/io/guestchat/relay/connection/Sending.java",
            List.of(
                    new Patch("window.appending();", "window.appending();\n        answered(n, epoch, true);"),
                    new Patch("answered(n, epoch, confirmed);", "")),
            List.of(Fault.killApart(0, Dependency.KAFKA, Weather.CUT, 1_500, 300)),
            EnumSet.of(Kind.LOST));

    private final String file;
    private final List<Patch> patches;
    private final List<Fault> faults;

    private final Set<Kind> shows;

    PlantedBug(String file, List<Patch> patches, List<Fault> faults, Set<Kind> shows) {
        this.shows = shows;
        this.file = file;
        this.patches = patches;
        this.faults = faults;
    }

    /** A text that stands in the file once, and what stands there instead. */
    record Patch(String there, String instead) {}

    /** Below the relay's {@code src/main}. */
    String file() {
        return file;
    }

    List<Patch> patches() {
        return patches;
    }

    /** Whether these are breaches that it makes. */
    boolean shownBy(List<Breach> breaches) {
        return breaches.stream().anyMatch(breach -> shows.contains(breach.kind()));
    }

    List<Fault> faults() {
        return faults;
    }
}
