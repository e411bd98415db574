package io.guestchat.invite.admission;

import io.guestchat.protocol.id.TenantId;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Which tenant's backend this request comes from. */
@RequestScoped
public class Caller {
    private @Nullable TenantId tenant;

    void admit(TenantId authenticated) {
        tenant = authenticated;
    }

    /** The tenant, as its credential says. */
    public TenantId tenant() {
        if (tenant == null) {
            throw new IllegalStateException("nobody has been admitted");
        }
        return tenant;
    }
}
