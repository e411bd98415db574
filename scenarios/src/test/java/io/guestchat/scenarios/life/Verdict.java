package io.guestchat.scenarios.life;

import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.scenarios.life.Observation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is wrong with a life that everything has settled round: nothing, if the services are right. */
final class Verdict {
    /** From what must not follow what: a status moves to a later one only. */
    private static final List<String> FORWARD = List.of("active", "expired", "redeemed", "revoked");

    private final Life life;
    private final List<String> faults = new ArrayList<>();

    private Verdict(Life life) {
        this.life = life;
    }

    /**
     * Asks what has become of the invite, and judges all that was answered ever.
     *
     * @param expired whether its time is up
     */
    static List<String> of(Life life, boolean expired) {
        Verdict verdict = new Verdict(life);
        verdict.judgeEnd(expired);
        verdict.judgeAnswers();
        return verdict.faults;
    }

    /** The same for what the log says, once it has been read after {@link #of}. */
    static List<String> of(Life life, List<SessionRecord> records) {
        Verdict verdict = new Verdict(life);
        verdict.judgeLog(records);
        return verdict.faults;
    }

    private void judgeEnd(boolean expired) {
        boolean over = closedFor(life, each -> each.status() == 204);
        boolean perhapsOver = closedFor(life, Observation::undecided);
        Observation own = life.bound();
        Observation created = life.insist(life::create);
        require(created.status() == 200, "an accepted create is lost");
        String status = life.insist(life::read).answer().text("status");

        if (own != null && answered(Call.REVOKE)) {
            // ends by itself
            life.until(() -> life.redeem(own.browser()), each -> !each.bound());
        }
        List<Observation> last = IntStream.range(0, Step.BROWSERS)
                .mapToObj(browser -> life.insist(() -> life.redeem(browser)))
                .toList();

        long let = last.stream().filter(Observation::bound).count();
        if (over) {
            require(let == 0, "what is over was redeemed");
        } else if (!perhapsOver && (own != null || !expired)) {
            require(let == 1, "what is open was given to " + let + " browsers");
        }
        if (expired) {
            require(last.stream().noneMatch(each -> each.status() == 201), "what has expired was redeemed");
            require(!status.equals("active"), "what has expired is active");
        }
        if (answered(Call.REVOKE)) {
            require(status.equals("revoked"), "what was revoked is " + status);
        }
        if (let == 1) {
            Observation fresh = life.insist(() -> Objects.requireNonNull(life.refresh()));
            require(fresh.status() == 200, "an open session gets no token");
        }
    }

    private void judgeAnswers() {
        List<Observation> all = life.observations();
        all.forEach(each -> require(
                each.undecided() || allowed(each), "never to be answered: " + each.call() + " " + each.status()));
        List<Observation> bound = all.stream().filter(Observation::bound).toList();
        Set<String> sessions =
                bound.stream().map(each -> each.answer().text("sessionId")).collect(Collectors.toSet());
        Set<Integer> browsers = bound.stream().map(Observation::browser).collect(Collectors.toSet());
        require(sessions.size() <= 1, "two sessions: " + sessions);
        require(browsers.size() <= 1, "two browsers: " + browsers);
        require(bound.stream().filter(each -> each.status() == 201).count() <= 1, "bound anew twice");
        pairs(Verdict::ended, Observation::bound)
                .forEach(pair -> require(false, "redeemed after the conversation had ended"));
        pairs(each -> each.call() == Call.REVOKE && each.status() == 204, each -> each.bound() && each.status() == 201)
                .forEach(pair -> require(false, "redeemed after it was revoked"));
        pairs(Observation::bound, each -> each.call() == Call.END && each.status() == 404)
                .forEach(pair -> require(false, "a session is not known"));
        pairs(Verdict::isStatus, Verdict::isStatus)
                .forEach(pair -> require(rank(pair.first()) <= rank(pair.second()), "the status went back"));
    }

    private void judgeLog(List<SessionRecord> records) {
        Observation own = life.bound();
        if (own == null) {
            return;
        }
        if (records.isEmpty()) {
            require(false, "a session that was answered is not in the log");
            return;
        }
        SessionRecord last = records.getLast();
        require(last.sessionId().value().equals(own.answer().text("sessionId")), "the log has another session");
        if (closedFor(life, each -> each.status() == 204)) {
            require(last.status() == SessionStatus.ENDED, "the log has an open session of what is over");
        }
    }

    /** Whether a call that closes it was answered, or not, in that way. */
    private static boolean closedFor(Life life, Predicate<Observation> answer) {
        return life.observations().stream()
                .filter(each -> each.call() == Call.LEAVE || each.call() == Call.END || each.call() == Call.REVOKE)
                .anyMatch(answer);
    }

    private boolean answered(Call call) {
        return life.observations().stream().anyMatch(each -> each.call() == call && each.status() == 204);
    }

    private static boolean ended(Observation each) {
        return (each.call() == Call.LEAVE || each.call() == Call.END) && each.status() == 204;
    }

    private static boolean isStatus(Observation each) {
        return each.call() == Call.READ && each.status() == 200;
    }

    private static int rank(Observation read) {
        return FORWARD.indexOf(read.answer().text("status"));
    }

    private static boolean allowed(Observation each) {
        return switch (each.call()) {
            case CREATE -> each.status() == 201 || each.status() == 200;
            case READ -> each.status() == 200;
            case PREVIEW, REFRESH -> each.status() == 200 || each.status() == 410;
            case REDEEM -> each.bound() || each.status() == 410;
            case LEAVE, REVOKE -> each.status() == 204;
            case END -> each.status() == 204 || each.status() == 404;
        };
    }

    private record Pair(Observation first, Observation second) {}

    /** One that was answered before another was sent. */
    private Stream<Pair> pairs(Predicate<Observation> first, Predicate<Observation> second) {
        return life.observations().stream().filter(first).flatMap(earlier -> life.observations().stream()
                .filter(later -> second.test(later) && earlier.before(later))
                .map(later -> new Pair(earlier, later)));
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            faults.add(otherwise);
        }
    }
}
