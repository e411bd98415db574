package io.guestchat.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what another implementation of CloudEvents reads. */
class EventCodecTest {
    private static final InviteId INVITE = InviteId.parse("A".repeat(22));
    private static final TenantId TENANT = TenantId.parse("acme");
    private static final MemberId MEMBER = MemberId.parse("ada");
    private static final Instant TIME = Instant.parse("2026-11-23T03:24:16.789Z");

    @ParameterizedTest
    @MethodSource
    void writesCloudEvents(EventData data, String type, String source, String json) {
        // When
        CloudEvent read = new JsonFormat().deserialize(EventCodec.write(event(data)));

        // Then
        assertEquals(SpecVersion.V1, read.getSpecVersion());
        assertEquals(type, read.getType());
        assertEquals(source, read.getSource().toString());
        assertEquals(INVITE.value(), read.getSubject());
        assertEquals(TIME, read.getTime().toInstant());
        assertEquals("acme", read.getExtension("tenantid"));
        assertEquals("application/json", read.getDataContentType());
        assertEquals(json, new String(read.getData().toBytes(), StandardCharsets.UTF_8));
    }

    static Stream<Arguments> writesCloudEvents() {
        String invites = "/guestchat/invites";
        String sessions = "/guestchat/sessions";
        String member = "{\"memberId\":\"ada\"}";
        return Stream.of(
                Arguments.of(
                        new EventData.InviteCreated(MEMBER, Instant.parse("2026-11-30T03:24:16.789Z")),
                        "io.guestchat.invite.created",
                        invites,
                        "{\"memberId\":\"ada\",\"expiresAt\":\"2026-11-30T03:24:16.789Z\"}"),
                Arguments.of(new EventData.InviteRevoked(MEMBER), "io.guestchat.invite.revoked", invites, member),
                Arguments.of(new EventData.InviteExpired(MEMBER), "io.guestchat.invite.expired", invites, member),
                Arguments.of(new EventData.InviteRedeemed(MEMBER), "io.guestchat.invite.redeemed", sessions, member),
                Arguments.of(
                        new EventData.RedemptionRefused(MEMBER, EventData.Refusal.USED),
                        "io.guestchat.redemption.refused",
                        sessions,
                        "{\"memberId\":\"ada\",\"reason\":\"used\"}"),
                Arguments.of(
                        new EventData.ConversationEnded(MEMBER, EndReason.IDLE),
                        "io.guestchat.conversation.ended",
                        sessions,
                        "{\"memberId\":\"ada\",\"reason\":\"idle\"}"),
                Arguments.of(new EventData.LinkRequested(MEMBER), "io.guestchat.link.requested", sessions, member),
                Arguments.of(
                        new EventData.MessageWaiting(MEMBER, Side.MEMBER),
                        "io.guestchat.message.waiting",
                        "/guestchat/relay",
                        "{\"memberId\":\"ada\",\"side\":\"member\"}"));
    }

    @ParameterizedTest
    @MethodSource("writesCloudEvents")
    void readsWhatItWrites(EventData data, String type, String source, String json) {
        // Given
        GuestEvent written = event(data);

        // When
        Optional<GuestEvent> read = EventCodec.read(EventCodec.write(written));

        // Then
        assertEquals(Optional.of(written), read);
    }

    @Test
    void ignoresTypesAndMembersThatItDoesNotKnow() {
        // Given
        String text = new String(
                EventCodec.write(event(new EventData.MessageWaiting(MEMBER, Side.GUEST))), StandardCharsets.UTF_8);

        // When
        Optional<GuestEvent> other = read(text.replace("message.waiting\",", "message.sung\","));
        Optional<GuestEvent> more = read(text.replace("\"side\"", "\"since\":1,\"side\""));

        // Then
        assertEquals(Optional.empty(), other);
        assertEquals(Side.GUEST, ((EventData.MessageWaiting) more.orElseThrow().data()).side());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "{}", "{\"type\":\"io.guestchat.message.waiting\"}"})
    void refusesWhatIsNoEvent(String text) {
        assertThrows(InvalidValue.class, () -> read(text));
    }

    private static Optional<GuestEvent> read(String text) {
        return EventCodec.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void repeatsTheIdOfWhatHappensOnce() {
        // When
        GuestEvent first = event(new EventData.InviteRevoked(MEMBER));
        GuestEvent again = event(new EventData.InviteRevoked(MEMBER));

        // Then
        assertEquals("io.guestchat.invite.revoked:" + INVITE, first.id());
        assertEquals(first.id(), again.id());
    }

    @Test
    void hasAnotherIdForWhatHappensAgain() {
        // When
        GuestEvent first = event(new EventData.LinkRequested(MEMBER));
        GuestEvent second = event(new EventData.LinkRequested(MEMBER));

        // Then
        assertNotEquals(first.id(), second.id());
        assertTrue(first.id().startsWith("io.guestchat.link.requested:"));
    }

    private static GuestEvent event(EventData data) {
        return GuestEvent.of(INVITE, TENANT, TIME, data);
    }
}
