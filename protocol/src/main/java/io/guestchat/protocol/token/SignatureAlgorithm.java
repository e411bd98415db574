package io.guestchat.protocol.token;

/** The JWS algorithms (RFC 7518 section 3.1) of the suite, by their registered names: asymmetric ones, and no other. */
public enum SignatureAlgorithm {
    ES256,
    ES384,
    PS256,
    RS256
}
