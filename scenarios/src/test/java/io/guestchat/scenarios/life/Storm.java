package io.guestchat.scenarios.life;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One case of the property.
 *
 * @param seed draws the same case again
 * @param disturbances one after the other
 */
record Storm(long seed, List<Disturbance> disturbances) {

    static Storm draw(long seed, int disturbances) {
        return new Storm(seed, Disturbance.draw(new Random(seed), disturbances));
    }

    /** The steps of lives that begin while it lasts: as many as are asked for. */
    Stream<List<Step>> lives() {
        Random random = new Random(~seed);
        return Stream.generate(() -> Step.draw(random));
    }
}
