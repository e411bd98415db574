package io.guestchat.sample;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Publishes the provider's public key where the suite looks for it. */
@Path("/.well-known/jwks.json")
public class KeySetResource {

    private final Tokens tokens;

    KeySetResource(Tokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> keys() {
        return tokens.publicKeys();
    }
}
