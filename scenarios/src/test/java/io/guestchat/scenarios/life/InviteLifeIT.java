package io.guestchat.scenarios.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.LongForm;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No sequence of calls, crashes and rebuilds leads to two sessions of one invite. {@code -Dguestchat.seed=N} begins with another
 * storm, {@code -Dguestchat.storms=M} takes that many.
 */
class InviteLifeIT {
    private static @Nullable Cast cast;

    @BeforeAll
    static void gather() {
        cast = Cast.gather();
    }

    @AfterAll
    static void leave() {
        if (cast != null) {
            cast.close();
        }
    }

    static Stream<Storm> storms() {
        long first = Long.getLong("guestchat.seed", 1);
        int count = Integer.getInteger("guestchat.storms", LongForm.of(1, 8));
        return IntStream.range(0, count).mapToObj(i -> Storm.draw(first + i, LongForm.of(4, 6)));
    }

    @ParameterizedTest
    @MethodSource("storms")
    void oneInviteHasOneSessionWhateverHappens(Storm storm) {
        // Given lives that go on while the suite suffers
        Cast all = Objects.requireNonNull(cast);
        Play play = Play.through(storm, all);

        // When all has settled
        Settled.await(all);

        // Then
        assertEquals("", play.faults(), storm::toString);
    }
}
