/**
 * What operators did to the suite, on {@link io.guestchat.protocol.topic.TopicNames#AUDIT}, as CloudEvents 1.0. Who, what and when
 * may be in a record; never a secret, nor anything of a member, a guest or a chat.
 */
@NullMarked
package io.guestchat.protocol.audit;

import org.jspecify.annotations.NullMarked;
