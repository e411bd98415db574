package io.guestchat.platform.killswitch;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.TenantId;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be turned off. Its one spelling is the name of its file: {@code minting}, {@code redemption}, each of them
 * also for one tenant ({@code minting.acme}), and {@code tenant.acme}.
 *
 * @param tenant whose; everybody's, if null
 */
record KillSwitch(Subject subject, @Nullable TenantId tenant) implements Comparable<KillSwitch> {
    private static final Comparator<KillSwitch> BY_NAME = Comparator.comparing(KillSwitch::name);

    /** What is turned off. */
    enum Subject {
        /** Creating invites, and signing tokens for those that exist. */
        MINTING,
        /** Previewing and redeeming. */
        REDEMPTION,
        /** All that a tenant's members and guests do; not what its backend takes back. */
        TENANT;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws InvalidValue if there is no such switch */
    static KillSwitch parse(String name) {
        String[] parts = name.split("\\.", 2);
        for (Subject subject : Subject.values()) {
            if (subject.wire().equals(parts[0]) && (parts.length == 2 || subject != Subject.TENANT)) {
                return new KillSwitch(subject, parts.length == 2 ? TenantId.parse(parts[1]) : null);
            }
        }
        throw new InvalidValue("there is no such switch");
    }

    String name() {
        return tenant == null ? subject.wire() : subject.wire() + "." + tenant;
    }

    @Override
    public int compareTo(KillSwitch other) {
        return BY_NAME.compare(this, other);
    }

    @Override
    public String toString() {
        return name();
    }
}
