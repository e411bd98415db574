package io.guestchat.invite.world;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many calls at once. */
public final class Race {
    private static final int AT_ONCE = 24;

    private Race() {}

    /** The answers to this many calls, in their order. */
    public static List<Response> of(int count, IntFunction<Response> call) {
        // Threads of our own: those of the common pool do not see the classes under test.
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(count, AT_ONCE))) {
            List<CompletableFuture<Response>> racing = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads))
                    .toList();
            return racing.stream().map(CompletableFuture::join).toList();
        }
    }
}
