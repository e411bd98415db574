/**
 * The frames of the WebSocket {@code guestchat.v1}: sealed by direction, with their codec and the codes they carry. Nothing here
 * knows a socket, and nothing looks into a payload.
 */
@NullMarked
package io.guestchat.protocol.frame;

import org.jspecify.annotations.NullMarked;
