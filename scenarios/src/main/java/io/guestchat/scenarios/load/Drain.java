package io.guestchat.scenarios.load;

import io.guestchat.protocol.frame.Side;
import io.guestchat.scenarios.stage.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Members who come back at the same time to what guests wrote meanwhile. */
final class Drain {
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);
    private static final Duration READ_WITHIN = Duration.ofSeconds(60);
    private static final int WARM_UP_ROUNDS = 8;
    private static final int ROUNDS = 7;

    private final Crowd crowd;
    private long delivered;
    private long lastAt;

    private Drain(Target target, int members) {
        this.crowd = new Crowd(target, members);
        crowd.onDelivery(intendedAt -> {
            delivered++;
            lastAt = System.nanoTime();
        });
    }

    /**
     * Lets it happen {@value #ROUNDS} times, after {@value #WARM_UP_ROUNDS} that count for nothing.
     *
     * @param members each in a conversation of its own
     * @param each what waits for one of them
     * @return messages a second, from the first connect to the last delivery: the median of the rounds
     * @throws IllegalStateException if not all was delivered
     */
    static double measure(Target target, int members, int each) {
        Drain drain = new Drain(target, members);
        try (drain.crowd) {
            drain.crowd.connect(members, Side.GUEST);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                drain.round(members, each);
            }
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rates.add(drain.round(members, each));
            }
            return rates.stream().sorted().toList().get(ROUNDS / 2);
        }
    }

    private double round(int members, int each) {
        long messages = (long) members * each;
        crowd.call(() -> {
            delivered = 0;
            for (int i = 0; i < each; i++) {
                crowd.voices().forEach(guest -> guest.say(System.nanoTime()));
            }
        });
        Pause.until(
                WRITTEN_WITHIN, () -> crowd.ask(() -> crowd.voices().stream().allMatch(Voice::isAccepted)));
        long start = System.nanoTime();
        crowd.connect(members, Side.MEMBER);
        Pause.until(READ_WITHIN, () -> crowd.ask(() -> delivered == messages));
        long end = crowd.ask(() -> lastAt);
        if (crowd.ask(() -> delivered) != messages) {
            throw new IllegalStateException("not all was delivered within " + READ_WITHIN);
        }
        // What is acknowledged does not come again: the next round begins with nothing.
        Pause.until(READ_WITHIN, () -> crowd.ask(() -> crowd.voices().stream().allMatch(Voice::isSettled)));
        crowd.leave(Side.MEMBER);
        return messages * 1e9 / (end - start);
    }
}
