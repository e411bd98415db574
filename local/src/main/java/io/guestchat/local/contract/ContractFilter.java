package io.guestchat.local.contract;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets a test's exchange pass if it is as documented. */
final class ContractFilter implements Filter {
    private static final Set<String> SUCCEEDED = ConcurrentHashMap.newKeySet();

    private final Contract contract;
    private final int managementPort;

    ContractFilter(Contract contract, int managementPort) {
        this.contract = contract;
        this.managementPort = managementPort;
    }

    /** The operations that succeeded at least once since the application under test was started. */
    static Set<String> succeeded() {
        return SUCCEEDED;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        URI uri = URI.create(request.getURI());
        boolean anotherNodesManagement = uri.getRawPath().startsWith("/q/") && response.statusCode() != 404;
        if (uri.getPort() == managementPort || anotherNodesManagement) {
            return response;
        }
        String query = uri.getRawQuery();
        Exchange exchange = new Exchange(
                request.getMethod(),
                uri.getRawPath() + (query == null ? "" : "?" + query),
                text(request.getBody()),
                response.statusCode(),
                response.headers().asList().stream()
                        .collect(Collectors.groupingBy(
                                Header::getName, Collectors.mapping(Header::getValue, Collectors.toList()))),
                response.asString());
        List<String> faults = contract.faults(exchange);
        if (!faults.isEmpty()) {
            throw new ContractBroken(exchange, faults);
        }
        if (exchange.succeeded()) {
            contract.operation(exchange).ifPresent(operation -> SUCCEEDED.add(operation.id()));
        }
        return response;
    }

    private static @Nullable String text(@Nullable Object body) {
        return switch (body) {
            case String text -> text;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }
}
