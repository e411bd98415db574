package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second implementation against itself: what it proves against the core rests on this. */
class BouncyPartyTest {
    private final LinkKeys keys = LinkKeys.of(BouncyParty.random(32));
    private final BouncyParty member = new BouncyParty(Side.MEMBER);
    private final BouncyParty guest = new BouncyParty(Side.GUEST);

    @BeforeEach
    void meet() {
        member.join(keys, guest.found(keys, member.keyPackageMessage()));
    }

    @Test
    void bothEndsReadEachOtherAndShowTheSameSafetyNumber() {
        assertArrayEquals("hello".getBytes(UTF_8), member.unprotect(guest.protect("hello".getBytes(UTF_8), 2), 2));
        assertArrayEquals("hi".getBytes(UTF_8), guest.unprotect(member.protect("hi".getBytes(UTF_8), 1), 1));
        assertEquals(guest.safetyNumber(), member.safetyNumber());
        assertEquals(60, member.safetyNumber().length());
    }

    @Test
    void theFirstCommitOfAnEpochWinsAndLateMessagesStayReadable() {
        byte[] late = member.protect("late".getBytes(UTF_8), 1);
        byte[] winner = guest.commit(2);
        member.commit(2);

        guest.enterOwnCommit();
        member.enterPeersCommit(winner, 2);

        assertArrayEquals(guest.epochAuthenticator(), member.epochAuthenticator());
        assertEquals(2, member.epoch());
        assertArrayEquals("late".getBytes(UTF_8), guest.unprotect(late, 1));
    }

    @Test
    void aMessageInAnotherPlaceIsRefused() {
        byte[] second = guest.protect("two".getBytes(UTF_8), 2);

        assertThrows(Refused.class, () -> member.unprotect(second, 3));
    }

    @Test
    void aWelcomeWithAnotherPskIsRefused() {
        BouncyParty stranger = new BouncyParty(Side.GUEST);
        BouncyParty invited = new BouncyParty(Side.MEMBER);
        byte[] welcome = stranger.found(keys.withPsk(new byte[32]), invited.keyPackageMessage());

        assertThrows(Refused.class, () -> invited.join(keys, welcome));
    }
}
