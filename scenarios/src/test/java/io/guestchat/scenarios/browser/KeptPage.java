package io.guestchat.scenarios.browser;

import com.microsoft.playwright.Page;

/** What a guest's browser keeps of the page itself, in the caches of its origin. */
public final class KeptPage {
    private static final String COMPLETE = """
            async () => {
              const list = await caches.match('/SHA384SUMS');
              return list !== undefined && (await list.text()).includes('index.html');
            }""";
    private static final String NOTHING = """
            async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length === 0""";
    private static final String MAKE_OLD = """
            async () => {
              const [name] = await caches.keys();
              const release = await caches.open(name);
              const kept = await release.match('/');
              const old = (await kept.text()).replace('<html', '<html data-release="old"');
              await release.put('/', new Response(old, { headers: kept.headers }));
              await release.put('/SHA384SUMS', new Response('of another release'));
            }""";

    private KeptPage() {}

    /** Until a whole release of the server's is kept. */
    public static void await(Page page) {
        page.waitForCondition(() -> (boolean) page.evaluate(COMPLETE));
    }

    /** Until nothing is kept, and there is no worker that could. */
    public static void awaitNone(Page page) {
        page.waitForCondition(() -> isNone(page));
    }

    /** Whether nothing is kept, and there is no worker that could. */
    public static boolean isNone(Page page) {
        return (boolean) page.evaluate(NOTHING);
    }

    /** As if what is kept were of a release before this one. */
    public static void makeOld(Page page) {
        page.evaluate(MAKE_OLD);
    }

    /** Whether the page that is shown is of that release. */
    public static boolean isOld(Page page) {
        return page.locator("html[data-release=old]").count() > 0;
    }
}
