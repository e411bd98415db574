/**
 * The one switch over the limits of a deployment, and whom those per client address count for. The limits themselves are the
 * protocol's; each is enforced where it belongs.
 */
@NullMarked
package io.guestchat.platform.limit;

import org.jspecify.annotations.NullMarked;
