/**
 * Where the public keys are read from that tenants and the suite's own services sign with. What a token must say, and how its
 * signature is verified, is the protocol's.
 */
@NullMarked
package io.guestchat.platform.trust;

import org.jspecify.annotations.NullMarked;
