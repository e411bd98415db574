package io.guestchat.scenarios.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;

/**
 * A worse device and network than this machine's, as Chromium plays them. Each request takes the round trip; what a connection takes to
 * be opened (TCP, TLS) is not played, nor are WebSocket frames held back, nor what a service worker asks for.
 *
 * @param cpu how many times slower scripts run
 * @param roundTrip added to each request
 * @param bitsPerSecond down and up
 */
public record Slowness(int cpu, Duration roundTrip, long bitsPerSecond) {
    /** A phone of the middle class with a weak signal. */
    public static final Slowness MID_PHONE = new Slowness(4, Duration.ofMillis(150), 1_600_000);

    /** From now on, for all that this page does. */
    public void imposeOn(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        JsonObject network = new JsonObject();
        network.addProperty("offline", false);
        network.addProperty("latency", roundTrip.toMillis());
        network.addProperty("downloadThroughput", bitsPerSecond / 8);
        network.addProperty("uploadThroughput", bitsPerSecond / 8);
        session.send("Network.emulateNetworkConditions", network);
        JsonObject processor = new JsonObject();
        processor.addProperty("rate", cpu);
        session.send("Emulation.setCPUThrottlingRate", processor);
    }
}
