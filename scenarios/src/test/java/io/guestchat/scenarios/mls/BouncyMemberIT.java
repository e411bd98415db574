package io.guestchat.scenarios.mls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.frame.Side;
import io.guestchat.scenarios.mls.TypeScriptParty.Founded;
import io.guestchat.scenarios.mls.TypeScriptParty.Sent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Bouncy Castle invites, the TypeScript core is the guest. */
class BouncyMemberIT {
    private static TypeScriptPeer peer;

    private final byte[] linkSecret = BouncyParty.random(32);
    private final LinkKeys keys = LinkKeys.of(linkSecret);
    private final BouncyParty member = new BouncyParty(Side.MEMBER);
    private TypeScriptParty guest;
    private Founded founded;

    @BeforeAll
    static void startPeer() {
        peer = TypeScriptPeer.start();
    }

    @AfterAll
    static void stopPeer() {
        peer.close();
    }

    @BeforeEach
    void theGuestHasFoundedTheGroup(TestInfo test) {
        guest = peer.party(test.getDisplayName());
        byte[] sealedRecord = keys.sealRecord(InviteRecordJson.of(member.keyPackageMessage(), "Ana"));
        founded = guest.found(SecretPart.of(linkSecret), sealedRecord, "Mira");
    }

    @Test
    void bothDeriveTheSameKeysFromTheLink() {
        LinkKeys theirs = guest.keys(SecretPart.of(linkSecret));

        assertArrayEquals(keys.locator(), theirs.locator());
        assertArrayEquals(keys.claim(), theirs.claim());
        assertArrayEquals(keys.record(), theirs.record());
        assertArrayEquals(keys.psk(), theirs.psk());
        assertArrayEquals(keys.welcome(), theirs.welcome());
    }

    @Test
    void theMemberOpensTheWelcomeAndBothReadEachOther() {
        Sent early = guest.write("written before the member was there");

        member.join(keys, keys.openWelcome(founded.sealedWelcome()));

        assertEquals(
                "Mira",
                Content.read(member.unprotect(founded.profile(), 2)).get("name").asText());
        assertEquals("written before the member was there", textFor(member, early));
        assertEquals(
                "hello", guest.read(member.protect(Content.text("hello"), 1), 1).text());
        assertEquals(member.safetyNumber(), guest.safetyNumber());
    }

    @Test
    void bothRenewTheirKeysAndARaceEndsInOneEpoch() {
        // Given the member's first commit
        member.join(keys, keys.openWelcome(founded.sealedWelcome()));
        byte[] first = member.commit(1);
        member.enterOwnCommit();
        assertEquals("commit", guest.readHandshake(first, 1).kind());
        assertSameEpoch(2);
        // and one of the guest's
        Sent second = guest.commit();
        guest.enterOwnCommit();
        member.enterPeersCommit(second.payload(), second.n());
        assertSameEpoch(3);

        // When both commit in one epoch, and the relay's order has the member's first
        byte[] late = member.protect(Content.text("late"), 2);
        byte[] winner = member.commit(3);
        Sent loser = guest.commit();
        member.enterOwnCommit();
        guest.dropOwnCommit();
        assertEquals("commit", guest.readHandshake(winner, 3).kind());

        // Then both are in the winner's epoch, and what was sent before is still read
        assertSameEpoch(4);
        assertThrows(Refused.class, () -> member.enterPeersCommit(loser.payload(), loser.n()));
        assertEquals("late", guest.read(late, 2).text());
        guest.reload();
        assertEquals("after the race", textFor(member, guest.write("after the race")));
    }

    @Test
    void aMemberWithAnotherPskCannotJoin() {
        LinkKeys guessed = keys.withPsk(new byte[32]);

        assertThrows(Refused.class, () -> member.join(guessed, keys.openWelcome(founded.sealedWelcome())));
    }

    @Test
    void theGuestRefusesAMessageInAnotherPlace() {
        member.join(keys, keys.openWelcome(founded.sealedWelcome()));

        TypeScriptParty.Read read = guest.read(member.protect(Content.text("first"), 1), 2);

        assertEquals("wrong-authenticated-data", read.code());
    }

    private static String textFor(BouncyParty reader, Sent sent) {
        return Content.read(reader.unprotect(sent.payload(), sent.n()))
                .get("text")
                .asText();
    }

    private void assertSameEpoch(long epoch) {
        assertEquals(epoch, member.epoch());
        assertEquals(epoch, guest.epoch());
        assertArrayEquals(member.epochAuthenticator(), guest.epochAuthenticator());
    }
}
