package io.guestchat.sample;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom members have blocked, by conversation: a guest has no account, so the one conversation is all that there is of them. It
 * has ended; that it is remembered here keeps its member from being told when the guest asks for a new link. In memory, as
 * everything of this sample.
 */
@ApplicationScoped
class Blocks {

    private final Map<String, Set<String>> conversations = new ConcurrentHashMap<>();

    /** The member wants to hear nothing of this conversation's guest again. */
    void add(String memberId, String conversationId) {
        conversations
                .computeIfAbsent(memberId, absent -> ConcurrentHashMap.newKeySet())
                .add(conversationId);
    }

    /** Conversations whose guests the member has blocked. */
    Set<String> of(String memberId) {
        return Set.copyOf(conversations.getOrDefault(memberId, Set.of()));
    }
}
