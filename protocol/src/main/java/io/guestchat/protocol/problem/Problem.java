package io.guestchat.protocol.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457), served as {@code application/problem+json}.
 *
 * @param detail what is wrong with this request, never repeating any of it
 * @param field  the member of the body, or the parameter, that is out of range
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, null);
    }

    public static Problem of(ProblemCode code, String detail, @Nullable String field) {
        return new Problem(code.type(), code.title(), code.status(), detail, field);
    }
}
