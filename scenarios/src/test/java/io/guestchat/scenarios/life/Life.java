package io.guestchat.scenarios.life;

import io.guestchat.scenarios.caller.Answer;
import io.guestchat.scenarios.caller.Browser;
import io.guestchat.scenarios.caller.Http;
import io.guestchat.scenarios.caller.Link;
import io.guestchat.scenarios.life.Observation.Call;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One invite, from its creation on: makes its calls, and keeps what was answered. */
final class Life {
    /** Longer than a suite needs to come back from any disturbance. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Answer NONE = new Answer(0, "{}".getBytes(StandardCharsets.US_ASCII), null);

    private final Cast cast;
    private final Duration expiresIn;
    private final List<Step> steps;
    private final Link link = Link.fresh();
    private final List<Browser> browsers;
    private final List<Observation> observations = new CopyOnWriteArrayList<>();

    Life(Cast cast, Duration expiresIn, List<Step> steps) {
        this.cast = cast;
        this.expiresIn = expiresIn;
        this.steps = steps;
        this.browsers = Stream.generate(cast::browser).limit(Step.BROWSERS).toList();
    }

    /** Is created, however long that takes. */
    void begin() {
        insist(this::create);
    }

    /** Does its steps, each once the one before is answered or failed. */
    void live() {
        for (Step step : steps) {
            switch (step) {
                case Step.Create() -> create();
                case Step.Read() -> read();
                case Step.Preview() -> preview();
                case Step.Redeem(List<Integer> who) -> allAtOnce(who);
                case Step.Refresh() -> refresh();
                case Step.Leave() -> leave();
                case Step.End() -> end();
                case Step.Revoke() -> revoke();
                case Step.Pause(Duration time) -> pause(time);
            }
        }
    }

    List<Step> steps() {
        return steps;
    }

    List<Observation> observations() {
        return observations;
    }

    Link link() {
        return link;
    }

    Duration expiresIn() {
        return expiresIn;
    }

    Observation create() {
        return call(Call.CREATE, Observation.BACKEND, () -> cast.backend()
                .create(cast.invite(), "ana", link, expiresIn.toSeconds()));
    }

    Observation read() {
        return call(Call.READ, Observation.BACKEND, () -> cast.backend().read(cast.invite(), link.id()));
    }

    Observation preview() {
        return call(Call.PREVIEW, 0, () -> Browser.preview(cast.session(), link, token()));
    }

    Observation redeem(int browser) {
        return call(Call.REDEEM, browser, () -> browsers.get(browser).redeem(cast.session(), link, token()));
    }

    @Nullable
    Observation refresh() {
        Observation own = bound();
        return own == null
                ? null
                : call(Call.REFRESH, own.browser(), () -> browsers.get(own.browser())
                        .refresh(cast.session(), own.answer().text("sessionId")));
    }

    /** Tries until it is known what came of it; if it never is, the last try. */
    Observation insist(Supplier<Observation> call) {
        return until(call, answered -> !answered.undecided());
    }

    /** Tries until it comes out like that; if it never does, the last try. */
    Observation until(Supplier<Observation> call, Predicate<Observation> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Observation last = call.get();
        while (!wanted.test(last) && System.nanoTime() < deadline) {
            pause(BETWEEN_TRIES);
            last = call.get();
        }
        return last;
    }

    /** The first answer that told a browser that the session is its own. */
    @Nullable
    Observation bound() {
        return observations.stream().filter(Observation::bound).findFirst().orElse(null);
    }

    private void leave() {
        Observation own = bound();
        if (own != null) {
            Answer session = own.answer();
            call(Call.LEAVE, own.browser(), () -> browsers.get(own.browser())
                    .leave(cast.session(), session.text("sessionId"), session.text("accessToken")));
        }
    }

    private void end() {
        call(Call.END, Observation.BACKEND, () -> cast.backend().end(cast.session(), link.id()));
    }

    private void revoke() {
        call(Call.REVOKE, Observation.BACKEND, () -> cast.backend().revoke(cast.invite(), link.id()));
    }

    private void allAtOnce(List<Integer> who) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Observation>> calls = who.stream()
                    .map(browser -> threads.submit(() -> redeem(browser)))
                    .toList();
            for (Future<Observation> each : calls) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The invite token; the first step saw to it that there is one. */
    private String token() {
        return observations.stream()
                .filter(each -> each.call() == Call.CREATE && !each.undecided())
                .map(each -> each.answer().text("token"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the invite was not created within " + PATIENCE));
    }

    private Observation call(Call call, int browser, Supplier<HttpRequest> request) {
        long begun = System.nanoTime();
        Answer answer;
        try {
            answer = send(request);
            if (answer.wantsNonce()) {
                answer = send(request);
            }
        } catch (IOException crashed) {
            answer = NONE;
        }
        Observation made = new Observation(call, browser, begun, System.nanoTime(), answer);
        observations.add(made);
        return made;
    }

    private Answer send(Supplier<HttpRequest> request) throws IOException {
        Answer answer = Http.send(request.get());
        cast.nonce().heard(answer);
        return answer;
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
