package io.guestchat.protocol.audit;

import java.time.Instant;
import java.util.SortedMap;

/**
 * What a service found changed.
 *
 * @param id      the same from every node that tells of the same change
 * @param source  the service, as {@code /guestchat/invite-service}
 * @param subject name of the tenant or the switch, {@code kid} of the key
 * @param time    when this node found it
 * @param node    its host; in a cluster the pod
 * @param data    what there is to know; {@code by} is who did it, where they said
 */
public record AuditRecord(
        String id,
        String source,
        AuditType type,
        String subject,
        Instant time,
        String node,
        SortedMap<String, String> data) {}
