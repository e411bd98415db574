package io.guestchat.platform.problem;

import io.guestchat.protocol.problem.ProblemCode;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a method that an address does not have with those it has: the framework refuses it and does not say. */
@Singleton
class AllowedMethods {
    /** Methods by the regular expression of the addresses that have them. */
    private final Map<String, Set<String>> methods = new TreeMap<>();

    AllowedMethods(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null) {
                for (Method method : bean.getBeanClass().getMethods()) {
                    add(path.value(), method);
                }
            }
        }
    }

    private void add(String root, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Path path = method.getAnnotation(Path.class);
                String address = path == null ? root : root + "/" + path.value();
                Set<String> allowed =
                        methods.computeIfAbsent(address.replaceAll("\\{[^}]+}", "[^/]+"), a -> new TreeSet<>());
                allowed.add(verb.value());
                allowed.add(HttpMethod.OPTIONS);
                if (verb.value().equals(HttpMethod.GET)) {
                    allowed.add(HttpMethod.HEAD);
                }
            }
        }
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e, UriInfo request) {
        String allowed = methods.entrySet().stream()
                .filter(address -> request.getPath().matches(address.getKey()))
                .flatMap(address -> address.getValue().stream())
                .collect(Collectors.joining(", "));
        return Problems.response(
                ProblemCode.METHOD_NOT_ALLOWED,
                "The method is not allowed here.",
                null,
                Map.of(HttpHeaders.ALLOW, allowed));
    }
}
