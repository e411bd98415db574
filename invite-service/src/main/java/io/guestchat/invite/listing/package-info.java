/**
 * Many invites at a time: newest first, page by page. How they are found in Redis may not be known here; it stands behind
 * {@link io.guestchat.invite.listing.Catalogue}.
 */
@NullMarked
package io.guestchat.invite.listing;

import org.jspecify.annotations.NullMarked;
