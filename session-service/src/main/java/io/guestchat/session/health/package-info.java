/** Whether this node can serve: what readiness says, and why. */
@NullMarked
package io.guestchat.session.health;

import org.jspecify.annotations.NullMarked;
