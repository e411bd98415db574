package io.guestchat.invite.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InviteLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:24:16.123456Z");
    private static final TenantId ACME = TenantId.parse("acme");
    private static final TenantId GLOBEX = TenantId.parse("globex");
    private static final InviteId ID = InviteId.parse("A".repeat(22));
    private static final Offer OFFER = offer(3600);

    private final World world = new World();
    private final InviteLife life = new InviteLife(world, world, world, InstantSource.fixed(NOW));

    @Test
    void createsOnce() {
        // When
        Creation first = life.create(ACME, ID, OFFER);
        Creation second = life.create(ACME, ID, OFFER);

        // Then
        assertInstanceOf(Creation.Created.class, first);
        assertInstanceOf(Creation.Repeated.class, second);
        assertEquals(1, world.log.size());
        assertEquals(
                NOW.plusSeconds(3600).getEpochSecond(),
                world.log.getFirst().expiresAt().getEpochSecond());
    }

    @Test
    void conflictsWithOtherValues() {
        // Given
        life.create(ACME, ID, OFFER);

        // When
        Creation other = life.create(ACME, ID, offer(3601));

        // Then
        assertInstanceOf(Creation.Conflicting.class, other);
    }

    @Test
    void hidesOtherTenants() {
        // Given
        life.create(ACME, ID, OFFER);

        // When
        Creation theirs = life.create(GLOBEX, ID, OFFER);

        // Then
        assertInstanceOf(Creation.Foreign.class, theirs);
        assertNull(life.find(GLOBEX, ID));
        assertFalse(life.revoke(GLOBEX, ID));
    }

    @Test
    void bowsToACreationThatReachedTheLogFirst() {
        // Given
        world.overtakenBy = offer(7200).record(ID, ACME, NOW.minusMillis(1));

        // When
        Creation late = life.create(ACME, ID, OFFER);

        // Then
        assertInstanceOf(Creation.Conflicting.class, late);
    }

    @Test
    void repeatsACreationThatReachedTheLogFirstWithTheSameValues() {
        // Given
        world.overtakenBy = OFFER.record(ID, ACME, NOW.minusMillis(1));

        // When
        Creation late = life.create(ACME, ID, OFFER);

        // Then
        assertInstanceOf(Creation.Repeated.class, late);
    }

    @Test
    void appendsNothingOverTheQuota() {
        // Given
        world.full = true;

        // When
        Creation refused = life.create(ACME, ID, OFFER);

        // Then
        assertInstanceOf(Creation.OverQuota.class, refused);
        assertTrue(world.log.isEmpty());
    }

    @Test
    void repeatsACreationOfTheSameMomentToo() {
        // Given another node that appended the very same bytes first
        world.overtakenBy = OFFER.record(ID, ACME, NOW);

        // When
        Creation late = life.create(ACME, ID, OFFER);

        // Then
        assertInstanceOf(Creation.Repeated.class, late);
    }

    @Test
    void refusesAnIdWhoseConversationIsRemembered() {
        // Given
        world.invites.put(ID, new Found.Forgotten(ACME));

        // When
        Creation own = life.create(ACME, ID, OFFER);
        Creation theirs = life.create(GLOBEX, ID, OFFER);

        // Then
        assertInstanceOf(Creation.Conflicting.class, own);
        assertInstanceOf(Creation.Foreign.class, theirs);
        assertTrue(world.log.isEmpty());
    }

    @Test
    void revokesWhateverBecameOfIt() {
        // Given
        InviteRecord expired = Closing.of(OFFER.record(ID, ACME, NOW.minusSeconds(7200)), InviteStatus.EXPIRED, NOW);
        world.invites.put(ID, new Found.Known(new Invite(expired, false)));

        // When
        boolean revoked = life.revoke(ACME, ID);

        // Then
        assertTrue(revoked);
        assertEquals(InviteStatus.REVOKED, world.log.getLast().status());
        assertTrue(life.revoke(ACME, ID));
        assertEquals(1, world.log.size());
    }

    @Test
    void saysTheStatusOfTheMoment() {
        // Given
        InviteRecord record = OFFER.record(ID, ACME, NOW);
        Instant end = record.expiresAt();

        // When, then
        assertEquals(Status.ACTIVE, new Invite(record, false).status(end.minusMillis(1)));
        assertEquals(Status.EXPIRED, new Invite(record, false).status(end));
        assertEquals(Status.REDEEMED, new Invite(record, true).status(end));
        InviteRecord revoked = Closing.of(record, InviteStatus.REVOKED, NOW);
        assertEquals(Status.REVOKED, new Invite(revoked, true).status(NOW));
    }

    private static Offer offer(long seconds) {
        return new Offer(
                MemberId.parse("m"),
                "A".repeat(43),
                "c2VhbGVk",
                Duration.ofSeconds(seconds),
                Duration.ofDays(10),
                Map.of());
    }

    /** The log, its view and the quota in memory. */
    private static final class World implements Invites, InviteLog, Allowance {
        final Map<InviteId, Found> invites = new HashMap<>();
        final List<InviteRecord> log = new ArrayList<>();

        @Nullable
        InviteRecord overtakenBy;

        boolean full;

        @Override
        public Found find(InviteId id) {
            return invites.getOrDefault(id, new Found.Nothing());
        }

        @Override
        public boolean append(InviteRecord change) {
            log.add(change);
            InviteRecord standing = overtakenBy == null ? change : overtakenBy;
            invites.put(change.inviteId(), new Found.Known(new Invite(standing, false)));
            return overtakenBy == null;
        }

        @Override
        public Place take(TenantId tenant, MemberId member, InviteId invite, Instant expiresAt) {
            return full ? new Place.Refused(Duration.ofSeconds(1)) : new Place.Taken(1);
        }

        @Override
        public OptionalInt places(TenantId tenant) {
            return OptionalInt.of(2);
        }

        @Override
        public void giveBack(TenantId tenant, MemberId member, InviteId invite) {}
    }
}
