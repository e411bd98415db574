package io.guestchat.relay.admission;

import io.guestchat.platform.limit.LimitsConfig;
import io.guestchat.protocol.limit.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each client address holds on this node. */
@ApplicationScoped
public class Addresses {
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final boolean limited;

    Addresses(LimitsConfig limits) {
        this.limited = limits.enabled();
    }

    /** @return false, counting nothing, if the address holds as many as it may */
    public boolean enter(String address) {
        boolean[] entered = {true};
        open.compute(address, (a, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = !limited || now < Limits.CONNECTIONS_PER_ADDRESS;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        return entered[0];
    }

    public void leave(String address) {
        open.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    }
}
