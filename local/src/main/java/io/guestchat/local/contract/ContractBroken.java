package io.guestchat.local.contract;

import java.util.List;

/** An exchange is not as documented. No {@link AssertionError}: waiting for a condition to come true must not wait this away. */
public final class ContractBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContractBroken(Exchange exchange, List<String> faults) {
        super(exchange + " is not as documented: " + String.join("; ", faults) + "\n" + exchange.body());
    }
}
