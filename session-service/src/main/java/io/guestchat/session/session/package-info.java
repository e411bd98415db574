/**
 * A bound browser: the access tokens it draws with its key, what it may know of its session, and its leaving. How it came to be
 * bound is not told here.
 */
@NullMarked
package io.guestchat.session.session;

import org.jspecify.annotations.NullMarked;
