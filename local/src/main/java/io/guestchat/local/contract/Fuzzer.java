package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.guestchat.local.contract.Operation.Content;
import io.guestchat.local.contract.Operation.Parameter;
import io.guestchat.local.contract.RawHttp.Answered;
import io.guestchat.local.contract.RawHttp.Closed;
import io.guestchat.local.contract.RawHttp.Silent;
import io.guestchat.protocol.limit.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Sends a service what its document allows, and what it does not, and looks at what comes back: never a 5xx, every refusal a problem
 * document that repeats nothing of the request, every success as documented. The same seed makes the same requests, but for what
 * credentials hold.
 */
public final class Fuzzer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_MUTATIONS = 3;
    private static final int ENOUGH = 20;

    private final ApiDocument document;
    private final Contract contract;
    private final BiConsumer<Draft, Random> completion;
    private final TreeMap<Integer, Integer> statuses = new TreeMap<>();

    /**
     * A fuzzer.
     *
     * @param completion gives a request what only a service's tests can make: credentials, ids that exist
     */
    public Fuzzer(ApiDocument document, BiConsumer<Draft, Random> completion) {
        this.document = document;
        this.contract = new Contract(document);
        this.completion = completion;
    }

    /** What was wrong, in words; empty if nothing was. */
    public List<String> run(int port, long seed, int requests) {
        List<String> faults = new ArrayList<>();
        Random seeds = new Random(seed);
        for (int i = 0; i < requests && faults.size() < ENOUGH; i++) {
            Draft draft = draft(new Random(seeds.nextLong()));
            for (String fault : send(port, draft)) {
                faults.add("seed " + seed + ", request " + i + " " + fault + "\n" + excerpt(draft));
            }
        }
        return faults;
    }

    /** How often each status was answered: shows whether the requests come anywhere. */
    public TreeMap<Integer, Integer> statuses() {
        return statuses;
    }

    private Draft draft(Random random) {
        Operation operation =
                document.operations().get(random.nextInt(document.operations().size()));
        Values values = new Values(random);
        Draft draft = new Draft(operation, target(operation, values, random));
        Content body = operation.body();
        if (body != null) {
            draft.header("Content-Type", body.mediaType());
            JsonNode example = body.examples().getLast();
            draft.body((random.nextBoolean() ? example : values.of(body.schema(), example)).toString());
        }
        if (random.nextInt(10) < 8) {
            completion.accept(draft, random);
        }
        Mutations mutations = new Mutations(random);
        for (int i = random.nextInt(MOST_MUTATIONS + 1); i > 0; i--) {
            mutations.apply(draft);
        }
        return draft;
    }

    private static String target(Operation operation, Values values, Random random) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode example = parameter.definition().get("example");
            String value = (random.nextBoolean() ? example : values.of(parameter.schema(), example)).asText();
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", value);
            } else if (random.nextBoolean()) {
                query.add(parameter.name() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private List<String> send(int port, Draft draft) {
        try (RawHttp connection = RawHttp.connect(port)) {
            return switch (connection.send(draft.bytes()).answer(draft.method(), PATIENCE)) {
                case Answered answer -> faults(draft, answer);
                // Who still sends too large a body may miss the answer; what is no HTTP need not have one.
                case Closed() ->
                    wellFormed(draft) && draft.body().length <= Limits.HTTP_BODY_BYTES
                            ? List.of("was not answered")
                            : List.of();
                case Silent() -> List.of("was never answered");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> faults(Draft draft, Answered answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= 500) {
            return List.of("was answered with " + answer.status() + " " + answer.body());
        }
        if (answer.status() >= 400 && (answer.body() + answer.headers()).contains(Mutations.MARK)) {
            return List.of("is repeated in the answer: " + answer);
        }
        if (answer.status() >= 400 && answer.body().isEmpty() && !wellFormed(draft)) {
            return List.of();
        }
        Exchange exchange = new Exchange(
                draft.method(), draft.target(), draft.text(), answer.status(), answer.headers(), answer.body());
        return contract.faults(exchange).stream()
                .map(fault -> "was answered with " + answer.status() + ": " + fault + " " + answer.body())
                .toList();
    }

    /** Whether it is HTTP, within the server's own limits: what is not is answered by the server with a bare status, or not at all. */
    private static boolean wellFormed(Draft draft) {
        String bytes = new String(draft.bytes(), StandardCharsets.ISO_8859_1);
        String head = bytes.substring(0, bytes.indexOf("\r\n\r\n"));
        Set<String> framing = new HashSet<>();
        boolean framed = head.lines()
                .map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT))
                .filter(name -> name.equals("content-length") || name.equals("transfer-encoding"))
                .allMatch(framing::add);
        return framed
                && framing.size() < 2
                && head.length() < 16_000
                && isUri(draft.target())
                && head.matches("(?s)[A-Z]+ /[!-~]* HTTP/1.1\r\n.*")
                && !head.matches(
                        "(?si).*\r\n(content-length: (?![0-9]+(\r|$))|content-length: 9999|transfer-encoding: (?!chunked(\r|$))|a b:).*");
    }

    private static boolean isUri(String target) {
        try {
            return !new URI(target).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String excerpt(Draft draft) {
        String bytes = new String(draft.bytes(), StandardCharsets.ISO_8859_1);
        return bytes.length() > 1_500 ? bytes.substring(0, 1_500) + "…" : bytes;
    }
}
