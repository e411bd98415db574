package io.guestchat.scenarios.mls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.protocol.frame.Side;
import io.guestchat.scenarios.mls.TypeScriptParty.Invite;
import io.guestchat.scenarios.mls.TypeScriptParty.Sent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The TypeScript core invites, Bouncy Castle is the guest. */
class BouncyGuestIT {
    private static TypeScriptPeer peer;

    private final BouncyParty guest = new BouncyParty(Side.GUEST);
    private TypeScriptParty member;
    private LinkKeys keys;
    private byte[] keyPackage;

    @BeforeAll
    static void startPeer() {
        peer = TypeScriptPeer.start();
    }

    @AfterAll
    static void stopPeer() {
        peer.close();
    }

    @BeforeEach
    void theMemberHasInvited(TestInfo test) {
        member = peer.party(test.getDisplayName());
        Invite invite = member.invite("Ana");
        keys = LinkKeys.of(SecretPart.linkSecret(invite.secretPart()));
        keyPackage = InviteRecordJson.keyPackage(keys.openRecord(invite.sealedRecord()));
    }

    @Test
    void theMemberJoinsAndBothReadEachOther() {
        byte[] welcome = guest.found(keys, keyPackage);
        byte[] early = guest.protect(Content.text("written before the member was there"), 2);

        assertEquals("", member.accept(keys.sealWelcome(welcome)));

        assertEquals(
                "written before the member was there", member.read(early, 2).text());
        assertEquals("hello", textFor(guest, member.write("hello")));
        assertEquals(guest.safetyNumber(), member.safetyNumber());
    }

    @Test
    void bothRenewTheirKeysAndARaceEndsInOneEpoch() {
        // Given the member's first commit
        byte[] welcome = guest.found(keys, keyPackage);
        member.accept(keys.sealWelcome(welcome));
        Sent first = member.commit();
        member.enterOwnCommit();
        guest.enterPeersCommit(first.payload(), first.n());
        assertSameEpoch(2);

        // When both commit in one epoch, and the relay's order has the guest's first
        Sent late = member.write("late");
        Sent loser = member.commit();
        byte[] winner = guest.commit(2);
        guest.enterOwnCommit();
        member.dropOwnCommit();
        assertEquals("commit", member.readHandshake(winner, 2).kind());

        // Then both are in the winner's epoch, and what was sent before is still read
        assertSameEpoch(3);
        assertEquals("late", textFor(guest, late));
        assertEquals(
                "after the race",
                member.read(guest.protect(Content.text("after the race"), 3), 3).text());
        assertEquals(3, loser.n());
    }

    @Test
    void aWelcomeWithAnotherPskIsRefused() {
        byte[] welcome = guest.found(keys.withPsk(new byte[32]), keyPackage);

        assertEquals("not-for-this-invite", member.accept(keys.sealWelcome(welcome)));
    }

    @Test
    void aWelcomeWithoutPskIsRefused() {
        byte[] welcome = guest.foundWithoutPsk(keys, keyPackage);

        assertEquals("not-our-psk", member.accept(keys.sealWelcome(welcome)));
    }

    @Test
    void aWelcomeToThreeIsRefused() {
        byte[] third = new BouncyParty(Side.GUEST).keyPackageMessage();

        byte[] welcome = guest.foundWithThird(keys, keyPackage, third);

        assertEquals("not-a-welcome", member.accept(keys.sealWelcome(welcome)));
    }

    @Test
    void aMessageTooFarAheadIsRefusedAndTheChatGoesOn() {
        // Given
        member.accept(keys.sealWelcome(guest.found(keys, keyPackage)));
        byte[] first = guest.protect(Content.text("first"), 2);
        for (int skipped = 0; skipped < 1_000; skipped++) {
            guest.protect(Content.text("never sent"), 3);
        }
        byte[] farAhead = guest.protect(Content.text("far ahead"), 3);

        // When
        TypeScriptParty.Read read = member.read(farAhead, 3);

        // Then
        assertEquals("refused", read.kind());
        assertEquals("first", member.read(first, 2).text());
    }

    private static String textFor(BouncyParty reader, Sent sent) {
        return Content.read(reader.unprotect(sent.payload(), sent.n()))
                .get("text")
                .asText();
    }

    private void assertSameEpoch(long epoch) {
        assertEquals(epoch, guest.epoch());
        assertEquals(epoch, member.epoch());
        assertArrayEquals(guest.epochAuthenticator(), member.epochAuthenticator());
    }
}
