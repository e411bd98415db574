package io.guestchat.invite;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The time that everything here goes by. */
class Clock {
    @Produces
    @Singleton
    InstantSource system() {
        return InstantSource.system();
    }
}
