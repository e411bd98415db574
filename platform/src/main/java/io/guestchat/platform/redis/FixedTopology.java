package io.guestchat.platform.redis;

import java.util.Set;

/** One address for everything. */
final class FixedTopology implements Topology {
    private final String address;

    FixedTopology(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

    @Override
    public String owner(int slot) {
        return address;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(address);
    }

    @Override
    public String url(String node) {
        return node;
    }

    @Override
    public void moved(int slot, String node) {}

    @Override
    public void doubtful() {}

    @Override
    public void onChange(Runnable action) {}
}
