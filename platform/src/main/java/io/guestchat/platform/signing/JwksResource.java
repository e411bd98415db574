package io.guestchat.platform.signing;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** The public keys that verify this service's tokens. Caches may keep them for 2 s: a revocation has to arrive in 10. */
@Path("/.well-known/jwks.json")
public class JwksResource {
    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Produces("application/json")
    public Response jwks() {
        return Response.ok(keys.publicJwks())
                .header("Cache-Control", "public, max-age=2")
                .build();
    }
}
