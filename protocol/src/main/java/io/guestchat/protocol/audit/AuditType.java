package io.guestchat.protocol.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.InvalidValue;
import java.util.Arrays;

/** Every kind of audit record: the {@code type} of its CloudEvent. */
public enum AuditType {
    TENANT_ADDED("tenant.added"),
    TENANT_CHANGED("tenant.changed"),
    TENANT_REMOVED("tenant.removed"),
    /** A key is there whose time to sign has not come. */
    KEY_APPEARED("key.appeared"),
    KEY_SIGNS("key.signs"),
    /** It signs no more, and still verifies. */
    KEY_RETIRED("key.retired"),
    KEY_EXPIRED("key.expired"),
    /** Its file is gone: if it had not expired, it is revoked. */
    KEY_REMOVED("key.removed"),
    SWITCH_ON("switch.on"),
    SWITCH_OFF("switch.off");

    private static final String PREFIX = "io.guestchat.audit.";

    private final String wire;

    AuditType(String wire) {
        this.wire = PREFIX + wire;
    }

    /** What it speaks of. */
    public enum Kind {
        TENANT(TENANT_REMOVED),
        KEY(KEY_REMOVED),
        SWITCH(SWITCH_OFF);

        private final AuditType gone;

        Kind(AuditType gone) {
            this.gone = gone;
        }

        /** That there is no such thing any more. */
        public AuditType gone() {
            return gone;
        }
    }

    public Kind kind() {
        return switch (this) {
            case TENANT_ADDED, TENANT_CHANGED, TENANT_REMOVED -> Kind.TENANT;
            case KEY_APPEARED, KEY_SIGNS, KEY_RETIRED, KEY_EXPIRED, KEY_REMOVED -> Kind.KEY;
            case SWITCH_ON, SWITCH_OFF -> Kind.SWITCH;
        };
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @JsonCreator
    static AuditType parse(String wire) {
        return Arrays.stream(values())
                .filter(type -> type.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("there is no such audit record"));
    }
}
