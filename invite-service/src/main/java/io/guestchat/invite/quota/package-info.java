/**
 * How many active invites a member may have, exact on any number of nodes: places are taken in one hash per member, before
 * anything is appended. The hash is a count of the view, made when it is missing and made again when it says that all places
 * are taken; it is never the record of anything.
 */
@NullMarked
package io.guestchat.invite.quota;

import org.jspecify.annotations.NullMarked;
