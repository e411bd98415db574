package io.guestchat.session.push;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a push. */
sealed interface PushAnswer {
    /** The push service has it. */
    record Taken() implements PushAnswer {}

    /** There is no such subscription any more. */
    record Gone() implements PushAnswer {}

    /** Not now. @param after how long it asks to wait; null if it does not say, or did not answer */
    record Later(@Nullable Duration after) implements PushAnswer {}

    /** Not so, however often. @param status 0 if it was not even asked */
    record Refused(int status) implements PushAnswer {}

    /** As metrics call it. */
    default String outcome() {
        return switch (this) {
            case Taken() -> "taken";
            case Gone() -> "gone";
            case Later later -> "later";
            case Refused refused -> "refused";
        };
    }
}
