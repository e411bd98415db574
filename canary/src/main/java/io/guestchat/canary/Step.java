package io.guestchat.canary;

import java.util.Locale;

/** The steps of a round, in their order. */
enum Step {
    /** The backend creates an invite and has its token. */
    MINT,
    /** The guest sees what is behind the link. */
    PREVIEW,
    /** The guest redeems it. */
    REDEEM,
    /** The guest's browser has the page that the link leads to, and lets it connect to what the guest was told of. */
    PAGE,
    /** Both connect, and are ready. */
    CONNECT,
    /** Each sends something, and the other has it. */
    SEND,
    /** Each acknowledges what it has, and the other hears of it. */
    ACKNOWLEDGE,
    /** The backend ends the conversation, and both hear of it. */
    END;

    /** As a metric's label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
