package io.guestchat.scenarios.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** How far one's own message has come, as its bubble says. */
public enum Ticks {
    /** A clock: not yet with the relay. */
    WAITING,
    /** One tick: the relay has it. */
    ACCEPTED,
    /** Two ticks: on the peer's device. */
    DELIVERED,
    /** Two coloured ticks. */
    READ;

    /** This or further. */
    Pattern orFurther() {
        StringBuilder names = new StringBuilder("^(");
        for (Ticks ticks : values()) {
            if (ticks.ordinal() >= ordinal()) {
                names.append(names.length() > 2 ? "|" : "").append(ticks.attribute());
            }
        }
        return Pattern.compile(names.append(")$").toString());
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
