package io.guestchat.protocol.token;

/** Which kind of token somebody shows the relay, by its {@code typ} alone: nothing of it is trusted yet. */
public enum TokenType {
    ACCESS,
    MEMBER;

    /** @throws TokenRefused if it is neither */
    public static TokenType of(String token) throws TokenRefused {
        var type = Jws.parse(token).header().getType();
        if (type != null && AccessToken.TYPE.equalsIgnoreCase(type.getType())) {
            return ACCESS;
        }
        if (type != null && MemberToken.TYPE.equalsIgnoreCase(type.getType())) {
            return MEMBER;
        }
        throw new TokenRefused("typ");
    }
}
