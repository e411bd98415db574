/** Push keys, without anything around them. */
@NullMarked
package io.guestchat.session.vapid;

import org.jspecify.annotations.NullMarked;
