/**
 * DPoP (RFC 9449): which browser key a caller holds, proved for this request and no other. A proof is for the configured public
 * URL, never for what a Host or forwarding header says, and is spent once on all nodes. It carries a nonce of this service
 * (section 8), unless the operator turned that off: none can be made in advance by whoever has the key in their hands for a
 * moment. What a key may do is not decided here.
 */
@NullMarked
package io.guestchat.session.proof;

import org.jspecify.annotations.NullMarked;
