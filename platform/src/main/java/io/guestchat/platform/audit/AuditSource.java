package io.guestchat.platform.audit;

import java.util.List;

/** A room in which operators change something. */
public interface AuditSource {
    /** What there is now; cheap, and from any thread. */
    List<Fact> facts();
}
