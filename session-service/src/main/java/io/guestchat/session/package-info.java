/**
 * The session-service: a guest's browser shows a link, redeems the invite behind it once, binds its key to the conversation,
 * draws access tokens, and leaves. Directly here live only the service's configuration and what every room needs to wait for an
 * answer; each feature is a package of its own:
 *
 * <ul>
 *   <li>{@code admission}: everything before a request is looked at: addresses that fail too often
 *   <li>{@code invite}: what a caller shows of a link, and whether it is authentic
 *   <li>{@code proof}: DPoP: who holds which browser key
 *   <li>{@code redemption}: preview, and the one redemption of an invite
 *   <li>{@code session}: a bound browser's tokens, state and leaving
 *   <li>{@code conversation}: how a conversation ends, and what both sides are told of it
 *   <li>{@code event}: what providers are told of it
 *   <li>{@code vapid}: how push services know this deployment
 *   <li>{@code push}: guests who are away are told that something waits: guestchat.push, and what Redis holds of it
 *   <li>{@code measure}: what is counted
 *   <li>{@code view}: guestchat.invites, guestchat.sessions and guestchat.activity, and what Redis holds of them
 * </ul>
 *
 * <p>No invite signing key, no link secret and no message ever comes here.
 */
@NullMarked
package io.guestchat.session;

import org.jspecify.annotations.NullMarked;
