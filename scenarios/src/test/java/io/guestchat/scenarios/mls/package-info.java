/**
 * The TypeScript core against a second, independent implementation of the protocol's section 5: Bouncy Castle's MLS, the
 * JDK's HKDF and AES-GCM, and the few rules around them written anew from the text. Nothing here is shared with the core
 * but bytes. Test scope only: this version of bcmls has known flaws and must not ship.
 */
@NullMarked
package io.guestchat.scenarios.mls;

import org.jspecify.annotations.NullMarked;
