package io.guestchat.scenarios.suite;

import io.guestchat.local.suite.PortPlan;

/** One process of a service, which a test may end and start again. */
public final class Node {
    private final String name;
    private final PortPlan.Service ports;
    private final Runnable killing;
    private final Runnable starting;

    Node(String name, PortPlan.Service ports, Runnable killing, Runnable starting) {
        this.name = name;
        this.ports = ports;
        this.killing = killing;
        this.starting = starting;
    }

    /** Where it is called, whatever its public URL. */
    public String url() {
        return "http://localhost:" + ports.http();
    }

    /** Ends it as a crash would, starts it again, and returns when it is ready. */
    public synchronized void crash() {
        killing.run();
        starting.run();
        awaitReady();
    }

    /** Returns when it says that it is ready. */
    public void awaitReady() {
        Readiness.await(ports.management());
    }

    @Override
    public String toString() {
        return name;
    }
}
