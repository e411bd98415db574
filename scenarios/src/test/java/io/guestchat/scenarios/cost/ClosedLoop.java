package io.guestchat.scenarios.cost;

import io.guestchat.scenarios.caller.Answer;
import io.guestchat.scenarios.caller.Http;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that each wait for an answer before their next call. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** A call's answer, and how long it took in ns. */
    record Answered(int call, Answer answer, long nanos) {}

    /**
     * What came of the calls.
     *
     * @param answers in the order of the calls
     * @param nanos how long each call took
     */
    record Outcome(List<Answer> answers, long[] nanos, Duration wall) {}

    /** Sends all calls, by that many callers; fails at the first that is not answered with {@code status}. */
    static Outcome run(List<HttpRequest> calls, int status, int callers) {
        AtomicInteger next = new AtomicInteger();
        List<Future<List<Answered>>> running = new ArrayList<>();
        Answer[] answers = new Answer[calls.size()];
        long[] nanos = new long[calls.size()];
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                running.add(threads.submit(() -> callerOf(calls, status, next)));
            }
            for (Future<List<Answered>> caller : running) {
                for (Answered each : caller.get()) {
                    answers[each.call()] = each.answer();
                    nanos[each.call()] = each.nanos();
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call was not answered as it should be", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Outcome(List.of(answers), nanos, Duration.ofNanos(System.nanoTime() - start));
    }

    private static List<Answered> callerOf(List<HttpRequest> calls, int status, AtomicInteger next) throws IOException {
        List<Answered> answered = new ArrayList<>();
        for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
            long sent = System.nanoTime();
            Answer answer = Http.send(calls.get(i));
            long nanos = System.nanoTime() - sent;
            if (answer.status() != status) {
                next.set(calls.size());
                throw new IllegalStateException("answered " + answer.status());
            }
            answered.add(new Answered(i, answer, nanos));
        }
        return answered;
    }
}
