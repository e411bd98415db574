package io.guestchat.platform.audit;

import io.guestchat.platform.audit.Fact.Subject;
import io.guestchat.protocol.audit.AuditRecord;
import java.util.List;
import java.util.Map;

/**
 * What the topic has of one service.
 *
 * @param last of each subject
 * @param news what other nodes have told since this one looked last
 * @param end  of the topic
 */
record Told(Map<Subject, AuditRecord> last, List<AuditRecord> news, long end) {}
