/**
 * The keys by which push services know this deployment (VAPID, RFC 8292): what browsers are told to subscribe with, and the proof
 * that goes along with each push. Nothing is known here of who subscribed, or why something is pushed.
 */
@NullMarked
package io.guestchat.session.vapid;

import org.jspecify.annotations.NullMarked;
