package io.guestchat.platform.problem;

import io.guestchat.protocol.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal as the caller gets to see it. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;
    private final @Nullable String field;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    /** @param field the member of the body, or the parameter, that is out of range */
    public ProblemException(ProblemCode code, String detail, @Nullable String field) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.field = field;
    }

    /** Adds a header to the answer. */
    public ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** A dependency is away or a view is being rebuilt: try again in a moment. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(ProblemCode.UNAVAILABLE, detail).with("Retry-After", "1");
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public @Nullable String field() {
        return field;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
