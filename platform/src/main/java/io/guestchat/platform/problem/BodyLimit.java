package io.guestchat.platform.problem;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Reads no more of a body than {@value Limits#HTTP_BODY_BYTES} bytes, whether it says its length or comes in pieces. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
class BodyLimit implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > Limits.HTTP_BODY_BYTES) {
            request.abortWith(refusal());
            return;
        }
        if (request.getLength() < 0) {
            request.setEntityStream(new Bounded(request.getEntityStream()));
        }
    }

    @ServerExceptionMapper
    Response tooLarge(TooLarge e) {
        return refusal();
    }

    private static Response refusal() {
        return Problems.response(ProblemCode.TOO_LARGE, "The body is too large.", null, Map.of("Connection", "close"));
    }

    /** An {@link IOException}, so that it passes through the JSON parser as it is. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Bounded extends FilterInputStream {
        private int left = Limits.HTTP_BODY_BYTES;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws TooLarge {
            left -= read;
            if (left < 0) {
                throw new TooLarge();
            }
        }
    }
}
