package io.guestchat.scenarios.life;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What may happen to the suite. */
enum Disturbance {
    INVITE_NODE_CRASHES,
    SESSION_NODE_CRASHES,
    REDIS_IS_EMPTIED,
    KAFKA_CRASHES;

    /** Each kind as often as any other, or once more. */
    static List<Disturbance> draw(Random random, int count) {
        List<Disturbance> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            List<Disturbance> all = new ArrayList<>(List.of(values()));
            Collections.shuffle(all, random);
            drawn.addAll(all);
        }
        return List.copyOf(drawn.subList(0, count));
    }
}
