package io.guestchat.invite.calls;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.problem.ProblemCode;
import java.util.function.Supplier;

/** Reads members and parameters so that a refusal names the one at fault. */
final class Field {
    private Field() {}

    /** @throws ProblemException {@code invalid} with this field, if the value is refused */
    static <T> T at(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValue e) {
            throw new ProblemException(ProblemCode.INVALID, field + " " + e.getMessage() + ".", field);
        }
    }
}
