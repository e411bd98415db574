package io.guestchat.scenarios.check;

import static io.guestchat.scenarios.check.Tale.CONVERSATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.check.Breach.Kind;
import io.guestchat.scenarios.history.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that cannot fail is worth nothing: each promise is broken once, by a history made by hand. */
class CheckerTest {
    @TempDir
    private Path folder;

    // --- what is right

    @Test
    void whatArrivesOnceAndInOrderIsClean() {
        Verdict verdict = Tale.begun().guestReaches(1, 10).guestReaches(2, 12).judged(folder);

        assertEquals(List.of(), verdict.breaches());
        assertEquals(2, verdict.accepted());
    }

    @Test
    void anUnknownOutcomeIsSentAgainAndComesOnce() {
        // Given the first socket broke before it answered, and the envelope came twice to the device, once to the
        // application
        Tale tale = Tale.begun()
                .guestSays(1)
                .memberGets(10, 1)
                .guestConnects(0, 0, 0)
                .guest(at -> new Event.Sent(at, CONVERSATION, 1))
                .guestIsAccepted(1)
                .memberConnects(0, 0, 0)
                .memberIsSent(10, 1)
                .memberAcks(10)
                .guestIsTicked(1)
                .memberConnects(0, 0, 10);

        assertEquals(List.of(), tale.judged(folder).breaches());
    }

    @Test
    void aHandshakeComesToBothSides() {
        Tale tale = Tale.begun().guestSaysHandshake(1).guestIsAccepted(1);

        assertEquals(List.of(), handshakeArrives(tale, true, 10).judged(folder).breaches());
    }

    // --- what is not

    @Test
    void acceptedAndNeverThereIsLost() {
        found(Kind.LOST, Tale.begun().guestSays(1).guestIsAccepted(1));
    }

    @Test
    void whatOnlyReadyCalledAcceptedIsLostAsWell() {
        found(Kind.LOST, Tale.begun().guestSays(1).guestConnects(1, 0, 0));
    }

    @Test
    void aHandshakeThatDoesNotComeBackIsLost() {
        found(Kind.LOST, handshakeArrives(Tale.begun().guestSaysHandshake(1).guestIsAccepted(1), false, 10));
    }

    @Test
    void theSameEnvelopeUnderTwoSeqsIsDoubled() {
        found(Kind.DOUBLED, Tale.begun().guestReaches(1, 10).memberGets(11, 1));
    }

    @Test
    void theSameSeqTwiceToTheApplicationIsDoubled() {
        found(Kind.DOUBLED, Tale.begun().guestReaches(1, 10).memberIsGiven(10));
    }

    @Test
    void bothSidesSeeingAnotherSeqIsDoubled() {
        found(Kind.DOUBLED, handshakeArrives(Tale.begun().guestSaysHandshake(1).guestIsAccepted(1), true, 11));
    }

    @Test
    void aGapInNIsReordered() {
        found(
                Kind.REORDERED,
                Tale.begun()
                        .guestSays(1)
                        .guestSays(2)
                        .memberGets(10, 2)
                        .memberGets(11, 1)
                        .guestIsAccepted(2));
    }

    @Test
    void aFallingSeqIsReordered() {
        found(
                Kind.REORDERED,
                Tale.begun()
                        .guestSays(1)
                        .guestSays(2)
                        .memberGets(11, 1)
                        .memberGets(10, 2)
                        .guestIsAccepted(2));
    }

    @Test
    void oneSeqForTwoEnvelopesIsReordered() {
        found(
                Kind.REORDERED,
                Tale.begun().guestSays(1).guestSays(2).memberGets(10, 1).memberIsSent(10, 2));
    }

    @Test
    void whatNobodySaidIsMisdelivered() {
        found(Kind.MISDELIVERED, Tale.begun().memberGets(10, 1));
    }

    @Test
    void whatWasSaidButNotSentYetIsMisdelivered() {
        found(
                Kind.MISDELIVERED,
                Tale.begun()
                        .guest(at -> new Event.Composed(at, CONVERSATION, 1, false, Tale.hash(1)))
                        .memberGets(10, 1)
                        .guest(at -> new Event.Sent(at, CONVERSATION, 1))
                        .guestIsAccepted(1));
    }

    @Test
    void otherBytesAreMisdelivered() {
        found(
                Kind.MISDELIVERED,
                Tale.begun()
                        .guestSays(1)
                        .member(at -> new Event.Delivered(at, CONVERSATION, 10, "guest", 1, false, "others"))
                        .memberIsGiven(10)
                        .guestIsAccepted(1));
    }

    @Test
    void onesOwnMessageIsMisdelivered() {
        found(
                Kind.MISDELIVERED,
                Tale.begun()
                        .guestReaches(1, 10)
                        .guest(at -> new Event.Delivered(at, CONVERSATION, 10, "guest", 1, false, Tale.hash(1))));
    }

    @Test
    void aStrangersMessageIsMisdelivered() {
        found(
                Kind.MISDELIVERED,
                Tale.begun().member(at -> new Event.Delivered(at, "c2", 10, "guest", 1, false, Tale.hash(1))));
    }

    @Test
    void whatReadyCalledAcknowledgedDoesNotReturn() {
        found(
                Kind.RETURNED,
                Tale.begun().guestReaches(1, 10).memberConnects(0, 0, 10).memberIsSent(10, 1));
    }

    @Test
    void whatTheSenderSawDeliveredDoesNotReturn() {
        found(
                Kind.RETURNED,
                Tale.begun().guestReaches(1, 10).memberConnects(0, 0, 0).memberIsSent(10, 1));
    }

    @Test
    void aTickBeforeTheAcknowledgementIsUntrue() {
        found(
                Kind.UNTRUE,
                Tale.begun()
                        .guestSays(1)
                        .guestIsAccepted(1)
                        .memberGets(10, 1)
                        .guestIsTicked(1)
                        .memberAcks(10));
    }

    @Test
    void acceptedAheadOfWhatWasSentIsUntrue() {
        found(Kind.UNTRUE, Tale.begun().guestIsAccepted(1).guestReaches(1, 10));
    }

    @Test
    void readyThatTakesAcceptedBackIsUntrue() {
        found(Kind.UNTRUE, Tale.begun().guestReaches(1, 10).guestConnects(0, 1, 0));
    }

    @Test
    void readyThatTakesDeliveredBackIsUntrue() {
        found(Kind.UNTRUE, Tale.begun().guestReaches(1, 10).guestConnects(1, 0, 0));
    }

    @Test
    void readyThatTakesAckedBackIsUntrue() {
        found(
                Kind.UNTRUE,
                Tale.begun().guestReaches(1, 10).memberConnects(0, 0, 10).memberConnects(0, 0, 0));
    }

    @Test
    void readyThatMakesAnAcknowledgementUpIsUntrue() {
        found(Kind.UNTRUE, Tale.begun().guestReaches(1, 10).memberConnects(0, 0, 11));
    }

    @Test
    void whatIsNeverAcceptedIsStuck() {
        found(Kind.STUCK, Tale.begun().guestReaches(1, 10).guestSays(2));
    }

    @Test
    void aHistoryWithoutEndIsStuck() {
        Verdict verdict = Tale.begun().guestReaches(1, 10).judgedAsItIs(folder);

        assertEquals(Set.of(Kind.STUCK), kinds(verdict));
    }

    // --- recovery

    @Test
    void recoveryIsFromTheRepairToTheNextThatArrives() {
        Verdict verdict = Tale.begun()
                .disturbed(1)
                .guestSays(1)
                .repaired(1)
                .passes(3_000)
                .guestIsAccepted(1)
                .memberGets(10, 1)
                .judged(folder);

        assertTrue(verdict.isClean(), verdict.table());
        assertEquals(3_003, verdict.recovery().at(0.5) / 1_000);
    }

    @Test
    void recoveryThatTakesTooLongIsNotClean() {
        Verdict verdict = Tale.begun()
                .disturbed(1)
                .guestSays(1)
                .repaired(1)
                .passes(11_000)
                .guestIsAccepted(1)
                .memberGets(10, 1)
                .judged(folder);

        assertEquals(List.of(), verdict.breaches());
        assertFalse(verdict.isClean());
    }

    @Test
    void aRecoveryThatTheNextFaultCutsShortIsCountedApart() {
        Verdict verdict = Tale.begun()
                .disturbed(1)
                .guestSays(1)
                .repaired(1)
                .disturbed(2)
                .repaired(2)
                .guestIsAccepted(1)
                .memberGets(10, 1)
                .judged(folder);

        assertEquals(1, verdict.interrupted());
        assertEquals(1, verdict.recovery().micros().size());
    }

    private Tale handshakeArrives(Tale tale, boolean backToTheGuest, long guestsSeq) {
        tale.member(at -> new Event.Delivered(at, CONVERSATION, 10, "guest", 1, true, Tale.hash(1)))
                .memberIsGiven(10);
        return backToTheGuest
                ? tale.guest(at -> new Event.Delivered(at, CONVERSATION, guestsSeq, "guest", 1, true, Tale.hash(1)))
                        .guest(at -> new Event.Presented(at, CONVERSATION, guestsSeq))
                : tale;
    }

    private void found(Kind kind, Tale tale) {
        Verdict verdict = tale.judged(folder);
        assertTrue(kinds(verdict).contains(kind), verdict.table());
        assertFalse(verdict.isClean());
    }

    private static Set<Kind> kinds(Verdict verdict) {
        return verdict.breaches().stream().map(Breach::kind).collect(Collectors.toSet());
    }
}
