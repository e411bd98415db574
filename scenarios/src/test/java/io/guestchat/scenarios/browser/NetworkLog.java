package io.guestchat.scenarios.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a profile's pages sent and received, as Chromium itself saw it below the page: raw headers, bodies, frames. */
public final class NetworkLog {
    /** What to keep: the browser's event, and which of its members. */
    private static final Map<String, List<String>> RECORDED = new TreeMap<>(Map.of(
            "Network.requestWillBeSent", List.of("requestId", "request"),
            "Network.requestWillBeSentExtraInfo", List.of("requestId", "headers"),
            "Network.responseReceived", List.of("requestId", "response"),
            "Network.dataReceived", List.of("requestId", "encodedDataLength"),
            "Network.loadingFailed", List.of("requestId", "errorText"),
            "Network.webSocketCreated", List.of("requestId", "url"),
            "Network.webSocketWillSendHandshakeRequest", List.of("requestId", "request"),
            "Network.webSocketFrameSent", List.of("requestId", "response"),
            "Network.webSocketFrameReceived", List.of("requestId", "response"),
            "Network.webSocketClosed", List.of("requestId")));

    /** The fragment, which the browser tells beside the request and puts into none. */
    private static final String NOT_SENT = "urlFragment";

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Something on the wire.
     *
     * @param event the browser's name for it
     * @param content what it was
     */
    public record Entry(String event, JsonObject content) {
        /** Whether it left the browser: a request, its headers and body, a handshake, a frame. */
        public boolean outgoing() {
            return event.startsWith("Network.requestWillBeSent")
                    || event.equals("Network.webSocketCreated")
                    || event.equals("Network.webSocketWillSendHandshakeRequest")
                    || event.equals("Network.webSocketFrameSent");
        }
    }

    /** What has been recorded, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Bytes of content that came over the wire for all that has been loaded from one origin: as compressed, without headers. */
    public long bytesLoadedFrom(String origin) {
        List<String> requests = entries.stream()
                .filter(entry -> entry.event().equals("Network.requestWillBeSent"))
                .filter(entry -> entry.content()
                        .getAsJsonObject("request")
                        .get("url")
                        .getAsString()
                        .startsWith(origin + "/"))
                .map(NetworkLog::requestId)
                .toList();
        return entries.stream()
                .filter(entry -> entry.event().equals("Network.dataReceived"))
                .filter(entry -> requests.contains(requestId(entry)))
                .mapToLong(entry -> entry.content().get("encodedDataLength").getAsLong())
                .sum();
    }

    /** Every origin that something was asked of, {@code https://host:port} or {@code wss://host:port}; what went nowhere is none. */
    public Set<String> origins() {
        return entries.stream()
                .flatMap(entry -> switch (entry.event()) {
                    case "Network.requestWillBeSent" ->
                        Stream.of(entry.content().getAsJsonObject("request"));
                    case "Network.webSocketCreated" -> Stream.of(entry.content());
                    default -> Stream.<JsonObject>empty();
                })
                .map(asked -> asked.get("url").getAsString())
                .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                .map(URI::create)
                .map(url -> url.getScheme() + "://" + url.getAuthority())
                .collect(Collectors.toSet());
    }

    /** From now on all of this page's. */
    void record(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        RECORDED.forEach((event, members) -> session.on(event, told -> {
            JsonObject content = new JsonObject();
            members.forEach(member -> content.add(member, told.get(member)));
            if (content.get("request") instanceof JsonObject request) {
                request.remove(NOT_SENT);
            }
            entries.add(new Entry(event, content));
        }));
        session.send("Network.enable");
    }

    private static String requestId(Entry entry) {
        return entry.content().get("requestId").getAsString();
    }
}
