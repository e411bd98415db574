/**
 * A service's own signing keys: read, and read again, from a directory (a mounted Secret), published as a JWKS, used to sign its
 * tokens; {@code docs/operating/keys.md} is how an operator sees it. Which claims a token has is its service's business.
 */
@NullMarked
package io.guestchat.platform.signing;

import org.jspecify.annotations.NullMarked;
