package io.guestchat.sample;

import io.guestchat.sample.Suite.Answer;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the member's phone asks of its provider. Each call but the first two carries the login as a bearer token. */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PhoneApi {

    private static final String BEARER = "Bearer ";
    private static final int NO_CONTENT = 204;

    private final SampleConfig config;
    private final Tokens tokens;
    private final Suite suite;
    private final Blocks blocks;

    PhoneApi(SampleConfig config, Tokens tokens, Suite suite, Blocks blocks) {
        this.config = config;
        this.tokens = tokens;
        this.suite = suite;
        this.blocks = blocks;
    }

    record Member(String id, String name) {}

    record LoginRequest(String member) {

        LoginRequest {
            Objects.requireNonNull(member);
        }
    }

    record Login(String token, Member member) {}

    record NewInvite(String inviteId, String claimHash, String sealedRecord) {

        NewInvite {
            Objects.requireNonNull(inviteId);
            Objects.requireNonNull(claimHash);
            Objects.requireNonNull(sealedRecord);
        }
    }

    record Block(String conversation) {

        Block {
            Objects.requireNonNull(conversation);
        }
    }

    record RelayToken(String token, long expiresIn, URI relayUrl) {}

    @GET
    @Path("/members")
    public List<Member> members() {
        return config.members().entrySet().stream()
                .map(member -> new Member(member.getKey(), member.getValue()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** Anyone may be anyone: this is a sample. */
    @POST
    @Path("/login")
    public Login login(LoginRequest request) {
        String name = config.members().get(request.member());
        if (name == null) {
            throw new NotFoundException();
        }
        return new Login(tokens.login(request.member()), new Member(request.member(), name));
    }

    @POST
    @Path("/invites")
    public Response createInvite(@HeaderParam("Authorization") @Nullable String login, NewInvite invite) {
        String memberId = memberOf(login);
        return passOn(suite.createInvite(
                invite.inviteId(),
                Map.of(
                        "memberId", memberId,
                        "claimHash", invite.claimHash(),
                        "sealedRecord", invite.sealedRecord())));
    }

    @GET
    @Path("/invites")
    public Response invites(@HeaderParam("Authorization") @Nullable String login) {
        return passOn(suite.invites(memberOf(login)));
    }

    @DELETE
    @Path("/invites/{id}")
    public Response revokeInvite(@HeaderParam("Authorization") @Nullable String login, @PathParam("id") String id) {
        requireOwn(login, id);
        return passOn(suite.revokeInvite(id));
    }

    /** A conversation's id is its invite's. */
    @DELETE
    @Path("/conversations/{id}")
    public Response endConversation(@HeaderParam("Authorization") @Nullable String login, @PathParam("id") String id) {
        requireOwn(login, id);
        return passOn(suite.endConversation(id));
    }

    /** Ends the conversation, and remembers that its guest is blocked only once it has ended: a failure may be tried again. */
    @POST
    @Path("/blocks")
    public Response block(@HeaderParam("Authorization") @Nullable String login, Block block) {
        String memberId = memberOf(login);
        requireOwn(login, block.conversation());
        Answer ended = suite.endConversation(block.conversation());
        if (ended.status() == NO_CONTENT) {
            blocks.add(memberId, block.conversation());
        }
        return passOn(ended);
    }

    @GET
    @Path("/blocks")
    public Set<String> blocked(@HeaderParam("Authorization") @Nullable String login) {
        return blocks.of(memberOf(login));
    }

    @GET
    @Path("/relay-token")
    public RelayToken relayToken(@HeaderParam("Authorization") @Nullable String login) {
        return new RelayToken(tokens.member(memberOf(login)), Tokens.MEMBER_LIFE.toSeconds(), config.relayUrl());
    }

    private String memberOf(@Nullable String login) {
        if (login == null || !login.startsWith(BEARER)) {
            throw new NotAuthorizedException("Bearer");
        }
        return tokens.memberOf(login.substring(BEARER.length()))
                .filter(config.members()::containsKey)
                .orElseThrow(() -> new NotAuthorizedException("Bearer"));
    }

    private void requireOwn(@Nullable String login, String id) {
        if (!suite.isInviteOf(memberOf(login), id)) {
            throw new NotFoundException();
        }
    }

    private static Response passOn(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header("Cache-Control", "no-store");
        return answer.body().isEmpty()
                ? response.build()
                : response.entity(answer.body()).build();
    }
}
