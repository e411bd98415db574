package io.guestchat.session.admission;

import io.guestchat.platform.limit.ClientAddress;
import io.guestchat.protocol.limit.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that this node refuses without asking Redis, until their window has passed; the oldest go when there are many. */
final class Refused {
    private static final int MOST = 100_000;

    /** Address → System.nanoTime() at which its window passes. */
    private final Map<ClientAddress, Long> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    synchronized void remember(ClientAddress address, Allowance allowance) {
        until.put(address, System.nanoTime() + allowance.resetMs() * 1_000_000);
    }

    synchronized @Nullable Allowance find(ClientAddress address) {
        Long end = until.get(address);
        if (end == null) {
            return null;
        }
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
            until.remove(address);
            return null;
        }
        return new Allowance(Limits.FAILURES_PER_ADDRESS, leftMs);
    }
}
