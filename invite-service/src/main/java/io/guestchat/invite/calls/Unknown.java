package io.guestchat.invite.calls;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.problem.ProblemCode;

/** The one 404 of an invite: whether there is none or another tenant has it cannot be told from it. */
final class Unknown {
    private Unknown() {}

    static ProblemException invite() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such invite.");
    }
}
