package io.guestchat.session.proof;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts the nonce that a request is to be answered with into whatever answer it gets. */
class NonceFilter {
    private static final String NONCE = "DPoP-Nonce";

    static void send(ContainerRequestContext request, String nonce) {
        request.setProperty(NONCE, nonce);
    }

    @ServerResponseFilter
    public void answer(ContainerRequestContext request, ContainerResponseContext response) {
        Object nonce = request.getProperty(NONCE);
        if (nonce != null) {
            response.getHeaders().putSingle(NONCE, nonce);
        }
    }
}
