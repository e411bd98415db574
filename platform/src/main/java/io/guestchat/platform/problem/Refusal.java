package io.guestchat.platform.problem;

import io.guestchat.protocol.problem.ProblemCode;

/** What the framework refused with a mere status, as a problem. */
record Refusal(ProblemCode code, String detail) {
    static Refusal of(int status) {
        return switch (status) {
            case 401 -> new Refusal(ProblemCode.UNAUTHENTICATED, "Credentials are missing or were refused.");
            case 403 -> new Refusal(ProblemCode.FORBIDDEN, "Not allowed.");
            case 404 -> new Refusal(ProblemCode.NOT_FOUND, "There is nothing at this address.");
            case 405 -> new Refusal(ProblemCode.METHOD_NOT_ALLOWED, "The method is not allowed here.");
            case 406 -> new Refusal(ProblemCode.NOT_ACCEPTABLE, "Answers are application/json.");
            case 413 -> new Refusal(ProblemCode.TOO_LARGE, "The body is too large.");
            case 415 -> new Refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json.");
            case 503 -> new Refusal(ProblemCode.UNAVAILABLE, "Try again.");
            default ->
                status < 500
                        ? new Refusal(ProblemCode.MALFORMED, "The request is not of the documented form.")
                        : new Refusal(ProblemCode.INTERNAL, "Something went wrong here.");
        };
    }
}
