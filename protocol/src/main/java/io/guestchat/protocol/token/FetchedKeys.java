package io.guestchat.protocol.token;

import io.guestchat.protocol.limit.Limits;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A signer's keys as it publishes them, cached.
 *
 * <ul>
 *   <li><b>Cheap</b>: under load the keys are read every {@link #CHECK_EVERY} beside the lookups, none of which waits.
 *   <li><b>Revocation</b>: what a lookup finds was asked for within {@link #CHECKED_WITHIN}; if nobody looked for longer, it
 *       waits for the signer. A signer that answers without a key ends its use with that answer.
 *   <li><b>Rotation</b>: an unknown {@code kid} has the keys read at once, but one reading begins {@link #MIN_INTERVAL} after
 *       another at the earliest, whoever asks for what.
 *   <li><b>Outage</b>: a signer that does not answer, or not with a JWKS, keeps its keys for {@link #KEPT_IN_OUTAGE}. Meanwhile
 *       no one can know whether a key was revoked, so this is also what somebody gains who stole a key and then keeps the
 *       signer's answers from us. It is the longest life of a member token: nobody loses a token that he holds to an outage,
 *       and an operator has an hour to see the warning. After that, {@link KeysUnavailable}: unknown is not refused.
 * </ul>
 */
final class FetchedKeys implements KeySource {
    static final Duration CHECK_EVERY = Duration.ofSeconds(3);
    static final Duration CHECKED_WITHIN = Duration.ofSeconds(5);
    static final Duration MIN_INTERVAL = Duration.ofSeconds(2);
    static final Duration KEPT_IN_OUTAGE = Limits.MEMBER_TOKEN_LIFE_MAX;

    /** Callers with an unknown {@code kid} that wait at a time: such tokens are free to make, threads are not. */
    private static final int WAITING = 8;

    private static final String ANSWERED = "answered";

    private static final System.Logger LOG = System.getLogger(FetchedKeys.class.getName());

    private final URI location;
    private final JwksReader reader;
    private final LongSupplier nanos;
    private final Semaphore waiting = new Semaphore(WAITING);

    private volatile @Nullable Answer answer;
    private volatile @Nullable Reading latest;
    private volatile @Nullable Reading latestEnded;
    private String told = ANSWERED;

    /** What the signer said last, to a question of {@code askedAt}. */
    private record Answer(PublicKeys keys, long askedAt) {}

    /** One question to the signer. */
    private static final class Reading {
        private final long begunAt;
        /** Whether the signer answered. */
        private final CompletableFuture<Boolean> answered = new CompletableFuture<>();

        private Reading(long begunAt) {
            this.begunAt = begunAt;
        }

        private boolean isOlder(Duration age, long now) {
            return now - begunAt >= age.toNanos();
        }
    }

    /** @param nanos the time, like {@link System#nanoTime()} */
    FetchedKeys(URI location, JwksReader reader, LongSupplier nanos) {
        this.location = location;
        this.reader = reader;
        this.nanos = nanos;
    }

    @Override
    public @Nullable VerificationKey find(String kid) {
        long now = nanos.getAsLong();
        Reading ended = latestEnded;
        if (ended == null || ended.isOlder(CHECKED_WITHIN, now)) {
            read(now).answered.join();
        } else if (answer == null || ended.isOlder(CHECK_EVERY, now)) {
            read(now);
        }
        VerificationKey key = known(now).find(kid);
        return key != null ? key : findAfterReading(kid, now);
    }

    private @Nullable VerificationKey findAfterReading(String kid, long now) {
        Reading reading = read(now);
        Reading ended = latestEnded;
        boolean away = ended != null && !ended.answered.join();
        if (!away && waiting.tryAcquire()) {
            try {
                reading.answered.join();
            } finally {
                waiting.release();
            }
        }
        return known(now).find(kid);
    }

    private PublicKeys known(long now) {
        Answer last = answer;
        if (last == null || now - last.askedAt >= KEPT_IN_OUTAGE.toNanos()) {
            throw new KeysUnavailable();
        }
        return last.keys;
    }

    /** Begins to read, unless that has just been done or goes on. */
    private synchronized Reading read(long now) {
        Reading last = latest;
        if (last != null && (!last.answered.isDone() || !last.isOlder(MIN_INTERVAL, now))) {
            return last;
        }
        Reading reading = new Reading(now);
        latest = reading;
        Thread.ofVirtual().name("jwks").start(() -> ask(reading));
        return reading;
    }

    private void ask(Reading reading) {
        boolean answered = false;
        try {
            answer = new Answer(PublicKeys.parse(reader.read()), reading.begunAt);
            answered = true;
            tell(ANSWERED);
        } catch (IOException | ParseException | RuntimeException e) {
            tell(e.toString());
        } finally {
            latestEnded = reading;
            reading.answered.complete(answered);
        }
    }

    /** Once per change: an outage is long. Only one reading goes on at a time, so nobody else is here. */
    private void tell(String news) {
        if (!news.equals(told)) {
            told = news;
            LOG.log(
                    news.equals(ANSWERED) ? Level.INFO : Level.WARNING,
                    "verification keys location={0} result={1}",
                    location,
                    news);
        }
    }
}
