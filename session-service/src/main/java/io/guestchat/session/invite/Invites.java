package io.guestchat.session.invite;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.trust.KeySources;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.InviteToken;
import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.TokenRefused;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.session.Await;
import io.guestchat.session.SessionConfig;
import io.guestchat.session.view.Standing;
import io.guestchat.session.view.Standings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a caller shows of a link, cheapest check first: the token by its signature, then the claim. A location of the
 * invite-service's keys that may not be used ends the start.
 */
@Startup
@ApplicationScoped
public class Invites {
    /** How long services may take to learn of each other's news. */
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final KeySource inviteKeys;
    private final Standings standings;

    Invites(SessionConfig config, Standings standings) {
        this.inviteKeys = KeySources.ofService(
                "guestchat.session.invite-jwks", config.inviteJwks(), config.inviteJwksPlainHttp());
        this.standings = standings;
    }

    /**
     * The token that the link carries, by its signature and type alone: costs nobody else anything.
     *
     * @throws ProblemException {@code malformed} without a body, {@code invite-invalid}
     */
    public AuthenticLink authentic(@Nullable PresentedLink link) {
        if (link == null) {
            throw new ProblemException(ProblemCode.MALFORMED, "A body with inviteToken and claim is required.");
        }
        if (link.inviteToken() == null) {
            throw required("inviteToken");
        }
        try {
            return new AuthenticLink(InviteToken.verify(link.inviteToken(), inviteKeys), link.claim());
        } catch (TokenRefused e) {
            throw new ProblemException(ProblemCode.INVITE_INVALID, "The link's token was not issued here.");
        }
    }

    /**
     * The invite that token and claim open. One that has not arrived yet is waited for, 2 s at most.
     *
     * @throws ProblemException {@code invalid} if the claim is not one, {@code invite-unknown} if it opens nothing
     */
    public Opened open(AuthenticLink link) {
        InviteToken token = link.token();
        Claim claim = claim(link);
        Standing standing = arrived(token);
        InviteRecord invite = standing.invite();
        if (invite == null || !invite.tenantId().equals(token.tenantId()) || !claim.opens(invite)) {
            throw new ProblemException(ProblemCode.INVITE_UNKNOWN, "There is no such invite.");
        }
        return new Opened(token, invite, standing.session(), standing.activeAt());
    }

    private static Claim claim(AuthenticLink link) {
        if (link.claim() == null) {
            throw required("claim");
        }
        try {
            return Claim.parse(link.claim());
        } catch (InvalidValue e) {
            throw new ProblemException(ProblemCode.INVALID, "Must be 32 bytes in base64url.", "claim");
        }
    }

    private static ProblemException required(String field) {
        return new ProblemException(ProblemCode.INVALID, "Required.", field);
    }

    /**
     * Of an authentic token's invite only a view that has all of the log may say that it does not exist: while a partition
     * moves to another node, it lags.
     */
    private Standing knownToBeAbsent(ConversationId id) {
        if (!standings.haveAllInvitesOf(id)) {
            throw Await.unavailable();
        }
        return standings.of(id);
    }

    private Standing arrived(InviteToken token) {
        // What has expired arrived long ago, and may be forgotten by now.
        boolean old = Instant.now().isAfter(token.expiresAt().plus(Limits.CLOCK_LEEWAY));
        long deadline = System.nanoTime() + (old ? 0 : ARRIVES_WITHIN.toNanos());
        while (true) {
            Standing standing = standings.of(token.inviteId().conversation());
            if (standing.invite() != null) {
                return standing;
            }
            if (System.nanoTime() > deadline) {
                return knownToBeAbsent(token.inviteId().conversation());
            }
            Await.pause(LOOK_EVERY);
        }
    }
}
