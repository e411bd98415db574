/**
 * What a caller shows of a guest link: the invite token, which must be authentic, and the claim, which must open the invite. The
 * invite-service's public keys are read here; a private one has no place in this service. Whether the invite can still be
 * redeemed is not decided here.
 */
@NullMarked
package io.guestchat.session.invite;

import org.jspecify.annotations.NullMarked;
