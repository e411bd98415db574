package io.guestchat.scenarios.faults;

/** What a relay cannot do without. */
enum Dependency {
    KAFKA("Kafka"),
    REDIS("Redis");

    private final String name;

    Dependency(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
