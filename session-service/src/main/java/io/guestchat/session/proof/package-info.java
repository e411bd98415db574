/**
 * DPoP (RFC 9449): which browser key a caller holds, proved for this request and no other. A proof is for the configured public
 * URL, never for what a Host or forwarding header says, and is spent once on all nodes. What a key may do is not decided here.
 */
@NullMarked
package io.guestchat.session.proof;

import org.jspecify.annotations.NullMarked;
