/**
 * A service's own signing keys: read from a directory (a mounted Secret), published as a JWKS, used to sign its tokens. Which
 * claims a token has is its service's business.
 */
@NullMarked
package io.guestchat.platform.signing;

import org.jspecify.annotations.NullMarked;
