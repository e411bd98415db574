package io.guestchat.local.test;

import java.io.IOException;

/** A JVM of its own that uses Kafka and Redis as a service's tests do, says where they are, and lives until it is ended. */
final class InfrastructureParent {
    private InfrastructureParent() {}

    public static void main(String[] args) throws IOException {
        System.out.println("ports " + portOf(SuiteInfrastructure.kafka()) + " " + portOf(SuiteInfrastructure.redis()));
        System.in.read(); // the end of the pipe: the test is gone
    }

    private static String portOf(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }
}
