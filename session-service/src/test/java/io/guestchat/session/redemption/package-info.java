/** The rules of redemption, without anything around them. */
@NullMarked
package io.guestchat.session.redemption;

import org.jspecify.annotations.NullMarked;
