/**
 * Tells the topic of audit records what operators changed: tenants, signing keys, kill switches. Their rooms say what there is now;
 * here it is compared with what the topic says, which is the only memory. {@code docs/operating/audit.md} is how it is read.
 */
@NullMarked
package io.guestchat.platform.audit;

import org.jspecify.annotations.NullMarked;
