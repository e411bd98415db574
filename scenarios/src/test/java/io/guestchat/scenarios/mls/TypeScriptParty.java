package io.guestchat.scenarios.mls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Map;

/** One end of a conversation on the TypeScript core. It counts its n itself, as in a conversation. */
final class TypeScriptParty {
    private static final HexFormat HEX = HexFormat.of();

    private final TypeScriptPeer peer;
    private final String name;

    TypeScriptParty(TypeScriptPeer peer, String name) {
        this.peer = peer;
        this.name = name;
    }

    /** What the member hands out: the link's secret part and the record for whoever holds it. */
    record Invite(String secretPart, byte[] sealedRecord) {}

    /** What the guest sends first: n = 1 and n = 2. */
    record Founded(byte[] sealedWelcome, byte[] profile) {}

    /** An envelope for the relay. */
    record Sent(long n, byte[] payload) {}

    /** What became of a delivery: {@code application}, {@code commit}, {@code late-commit} or {@code refused}. */
    record Read(String kind, JsonNode answer) {
        String text() {
            return answer.at("/content/text").asText();
        }

        String code() {
            return answer.path("code").asText();
        }
    }

    LinkKeys keys(String secretPart) {
        JsonNode keys = ask("keys", Map.of("secretPart", secretPart));
        return new LinkKeys(
                bytes(keys, "locator"),
                bytes(keys, "claim"),
                bytes(keys, "record"),
                bytes(keys, "psk"),
                bytes(keys, "welcome"));
    }

    Invite invite(String displayName) {
        JsonNode invite = ask("invite", Map.of("name", displayName));
        return new Invite(invite.get("secretPart").asText(), bytes(invite, "sealedRecord"));
    }

    /** Empty when it joined, else why not. */
    String accept(byte[] sealedWelcome) {
        JsonNode joined = ask("accept", Map.of("welcome", sealedWelcome));
        return joined.get("joined").asBoolean() ? "" : joined.get("code").asText();
    }

    Founded found(String secretPart, byte[] sealedRecord, String displayName) {
        JsonNode founded =
                ask("found", Map.of("secretPart", secretPart, "sealedRecord", sealedRecord, "name", displayName));
        return new Founded(bytes(founded, "welcome"), bytes(founded, "profile"));
    }

    Sent write(String text) {
        return sent(
                ask("write", Map.of("content", Map.of("type", "text", "id", "id-" + text.hashCode(), "text", text))));
    }

    Sent commit() {
        return sent(ask("commit", Map.of()));
    }

    /** Our commit came back first. */
    void enterOwnCommit() {
        ask("merge", Map.of());
    }

    /** The other's commit came first. */
    void dropOwnCommit() {
        ask("drop", Map.of());
    }

    Read read(byte[] payload, long n) {
        return read(payload, n, "application");
    }

    Read readHandshake(byte[] payload, long n) {
        return read(payload, n, "handshake");
    }

    /** Out of memory and back, as by closing the tab. */
    void reload() {
        ask("reload", Map.of());
    }

    long epoch() {
        return ask("state", Map.of()).get("epoch").asLong();
    }

    byte[] epochAuthenticator() {
        return bytes(ask("state", Map.of()), "epochAuthenticator");
    }

    String safetyNumber() {
        return ask("state", Map.of()).get("safetyNumber").asText();
    }

    private Read read(byte[] payload, long n, String kind) {
        JsonNode answer = ask("read", Map.of("payload", payload, "n", n, "kind", kind));
        return new Read(answer.get("kind").asText(), answer);
    }

    private JsonNode ask(String operation, Map<String, ?> parameters) {
        return peer.ask(operation, name, parameters);
    }

    private static Sent sent(JsonNode answer) {
        return new Sent(answer.get("n").asLong(), bytes(answer, "payload"));
    }

    private static byte[] bytes(JsonNode answer, String field) {
        return HEX.parseHex(answer.get(field).asText());
    }
}
