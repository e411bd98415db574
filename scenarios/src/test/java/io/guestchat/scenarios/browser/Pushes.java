package io.guestchat.scenarios.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A browser's pushes without its maker: the page subscribes to a push service of the test's, and what that would deliver is delivered
 * here. Everything between, the service worker above all, is Chromium's.
 */
public final class Pushes {
    private static final String SUBSCRIBE = """
            PushManager.prototype.subscribe = async ({ applicationServerKey }) => ({
              options: { applicationServerKey: applicationServerKey.buffer },
              toJSON: () => ({ endpoint: '%s', expirationTime: null, keys: { p256dh: 'BA', auth: 'AA' } }),
              unsubscribe: async () => true,
            });
            """;
    private static final String SHOWN = """
            navigator.serviceWorker.getRegistration('/')
              .then((registration) => registration.getNotifications())
              .then((shown) => shown.map(({ title, body }) => title + body))
            """;

    private Pushes() {}

    /** Lets the page notify, and subscribe to this endpoint. Before it is opened. */
    public static void allow(Page page, String origin, String endpoint) {
        page.context()
                .grantPermissions(
                        List.of("notifications"), new BrowserContext.GrantPermissionsOptions().setOrigin(origin));
        page.addInitScript(SUBSCRIBE.formatted(endpoint));
    }

    /** Delivers an empty push to the worker of an origin. @param page of the same browser, which shows something else */
    public static void deliver(Page page, String origin) {
        CDPSession session = page.context().newCDPSession(page);
        AtomicReference<String> registration = new AtomicReference<>();
        session.on("ServiceWorker.workerRegistrationUpdated", told -> told.getAsJsonArray("registrations")
                .forEach(each -> {
                    JsonObject one = each.getAsJsonObject();
                    if (one.get("scopeURL").getAsString().startsWith(origin)
                            && !one.get("isDeleted").getAsBoolean()) {
                        registration.set(one.get("registrationId").getAsString());
                    }
                }));
        session.send("ServiceWorker.enable");
        page.waitForCondition(() -> registration.get() != null);
        JsonObject push = new JsonObject();
        push.addProperty("origin", origin);
        push.addProperty("registrationId", registration.get());
        push.addProperty("data", "");
        session.send("ServiceWorker.deliverPushMessage", push);
        session.detach();
    }

    /** The texts of the notifications that are shown, once there are any. @param page of the origin */
    public static List<String> awaitShown(Page page) {
        page.waitForCondition(() -> !shown(page).isEmpty());
        return shown(page);
    }

    /** Until none is shown. @param page of the origin */
    public static void awaitNone(Page page) {
        page.waitForCondition(() -> shown(page).isEmpty());
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown(Page page) {
        return (List<String>) page.evaluate(SHOWN);
    }
}
