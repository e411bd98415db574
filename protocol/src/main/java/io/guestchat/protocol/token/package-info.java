/**
 * The suite's tokens (JWS compact, RFC 7515 and 8725) and DPoP proofs (RFC 9449): their claims, and how one from outside is
 * verified. Signing is not here: no private key enters this module.
 */
@NullMarked
package io.guestchat.protocol.token;

import org.jspecify.annotations.NullMarked;
