package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.LongForm;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.session.InviteLife.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A property of every invite's life: whatever is called, crashes and is rebuilt, in whatever order, it never has two sessions.
 * Each run is a sequence of steps drawn from a seed, which its name tells; the long form draws more of them. That it fails when
 * it should is for {@link PlantedBugsIT}.
 */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class OneSessionIT {
    private static final int STEPS = 12;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, LongForm.of(4, 100));
    }

    @AfterAll
    static void leaveNoTrace() {
        Settled.await(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSequenceOfStepsLeadsToTwoSessions(int seed) throws Exception {
        // Given
        Random random = new Random(seed);
        InviteLife life = new InviteLife(RedisSeam.install());

        // When
        for (int i = 0; i < STEPS; i++) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            life.take(step, random.nextInt(InviteLife.BROWSERS), random.nextInt(InviteLife.BROWSERS));
        }

        // Then
        assertEquals(Set.of(), life.faults(), life::toString);
        life.requireTheFirstInTheLogStands();
    }
}
