/** Signs invite tokens. What they stand for may not be decided here, and nothing else may touch a signing key. */
@NullMarked
package io.guestchat.invite.token;

import org.jspecify.annotations.NullMarked;
