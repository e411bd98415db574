package io.guestchat.scenarios.life;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What may happen to an invite next. */
sealed interface Step {
    /** Browsers that each life has. */
    int BROWSERS = 3;

    /** So that a life lasts as long as a disturbance. */
    int LONGEST_PAUSE_MS = 4_000;

    /** The backend creates it once more. */
    record Create() implements Step {}

    /** The backend looks at it. */
    record Read() implements Step {}

    /** A page looks at what is behind its link. */
    record Preview() implements Step {}

    /** Browsers redeem it at once; one that is named twice does so twice. */
    record Redeem(List<Integer> browsers) implements Step {}

    /** The browser that has the session asks for a fresh token. */
    record Refresh() implements Step {}

    /** The browser that has the session leaves. */
    record Leave() implements Step {}

    /** The member ends the conversation. */
    record End() implements Step {}

    /** The member takes the invite back. */
    record Revoke() implements Step {}

    /** Nothing, for a while. */
    record Pause(Duration time) implements Step {}

    /** What happens to an invite that has been created. */
    static List<Step> draw(RandomGenerator random) {
        return Stream.generate(() -> drawNext(random))
                .limit(random.nextInt(2, 9))
                .toList();
    }

    private static Step drawNext(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> new Create();
            case 1, 2 -> new Read();
            case 3 -> new Preview();
            case 4, 5, 6, 7, 8, 9 -> new Redeem(drawBrowsers(random));
            case 10, 11 -> new Refresh();
            case 12 -> new Leave();
            case 13 -> new End();
            case 14 -> new Revoke();
            default -> new Pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS)));
        };
    }

    private static List<Integer> drawBrowsers(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(1, 5))
                .mapToObj(i -> random.nextInt(BROWSERS))
                .toList();
    }
}
