package io.guestchat.relay.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void aBucketGivesItsBurstAndThenItsRate() {
        Bucket bucket = new Bucket(3, 2, 0, 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, bucket.take(0));
        }
        assertEquals(1, bucket.take(0));
        assertEquals(0, bucket.take(SECOND / 2));
        assertEquals(1, bucket.take(SECOND / 2));
        assertEquals(0, bucket.take(SECOND));
    }

    @Test
    void aBucketGoesOnFromWhatWasTakenElsewhere() {
        Bucket bucket = new Bucket(3, 2, SECOND, 0);
        assertEquals(0, bucket.take(0));
        assertEquals(1, bucket.take(0));
        assertEquals(0, bucket.take(SECOND / 2));
    }

    @Test
    void aBucketNeverHoldsMoreThanItsBurst() {
        Bucket bucket = new Bucket(2, 2, 0, 0);
        assertEquals(0, bucket.take(100 * SECOND));
        assertEquals(0, bucket.take(100 * SECOND));
        assertEquals(1, bucket.take(100 * SECOND));
    }

    @Test
    void aWindowStartsOver() {
        Window window = new Window(SECOND, 0);
        assertEquals(1, window.count(0));
        assertEquals(2, window.count(SECOND - 1));
        assertEquals(1, window.count(SECOND));
    }
}
