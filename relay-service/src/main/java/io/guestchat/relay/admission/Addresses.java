package io.guestchat.relay.admission;

import io.guestchat.platform.limit.ClientAddress;
import io.guestchat.platform.limit.LimitsConfig;
import io.guestchat.relay.RelayLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each client address holds on this node. */
@ApplicationScoped
public class Addresses {
    private final Map<ClientAddress, Integer> open = new ConcurrentHashMap<>();
    private final boolean limited;
    private final int most;

    Addresses(LimitsConfig deployment, RelayLimits limits) {
        this.limited = deployment.enabled();
        this.most = limits.connectionsPerAddress();
    }

    /** @return false, counting nothing, if the address holds as many as it may */
    public boolean enter(ClientAddress address) {
        boolean[] entered = {true};
        open.compute(address, (a, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = !limited || now < most;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        return entered[0];
    }

    public void leave(ClientAddress address) {
        open.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    }
}
