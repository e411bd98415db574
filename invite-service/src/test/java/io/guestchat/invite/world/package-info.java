/** The world outside in tests: tenants with their keys, other writers of the logs. */
@NullMarked
package io.guestchat.invite.world;

import org.jspecify.annotations.NullMarked;
