package io.guestchat.scenarios.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Ports;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * WebKitGTK's own small browser, one window of it, on a screen that nobody sees. Playwright drives its own build of WebKit only, so
 * here are the few commands of W3C WebDriver that a story takes.
 */
public final class WebKit implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Containers of CI have neither user namespaces for its sandbox nor a graphics card. */
    private static final Map<String, String> SETTINGS = Map.of(
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE", "1",
            "WEBKIT_DISABLE_DMABUF_RENDERER", "1",
            "LIBGL_ALWAYS_SOFTWARE", "1",
            "LANGUAGE", "en_GB",
            "LC_ALL", "C.UTF-8");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child screen;
    private final Child driver;
    private final String address;

    private WebKit(Child screen, Child driver, int port) {
        this.screen = screen;
        this.driver = driver;
        String sessions = "http://127.0.0.1:" + port + "/session";
        this.address = sessions + "/" + newSession(sessions);
    }

    /** The programs that it needs and that the machine lacks. */
    public static List<String> lacking() {
        return Stream.of("WebKitWebDriver", "Xvfb")
                .filter(name -> Programs.find(name).isEmpty())
                .toList();
    }

    /**
     * Starts it; the machine must lack nothing.
     *
     * @param logs folder for what it says
     */
    public static WebKit launch(Path logs) {
        int port = Ports.freeRun(1);
        String display = ":" + port;
        Child screen = start("Xvfb", logs, Map.of(), display, "-screen", "0", "800x900x24", "-nolisten", "tcp");
        Child driver = start(
                "WebKitWebDriver",
                logs,
                Stream.concat(SETTINGS.entrySet().stream(), Stream.of(Map.entry("DISPLAY", display)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                "--port=" + port);
        try {
            return new WebKit(screen, driver, port);
        } catch (RuntimeException e) {
            driver.close();
            screen.close();
            throw e;
        }
    }

    /** Goes to an address, and returns when the page has loaded. */
    public void open(String url) {
        ask("POST", "/url", Map.of("url", url));
    }

    /** The same page again. */
    public void reload() {
        ask("POST", "/refresh", Map.of());
    }

    /** Clicks, as a person would. */
    public void click(String selector) {
        ask("POST", "/element/" + element(selector) + "/click", Map.of());
    }

    /** Types into a field, as a person would. */
    public void type(String selector, String text) {
        ask("POST", "/element/" + element(selector) + "/value", Map.of("text", text));
    }

    /** Waits until an expression is true in the page. */
    public void await(String expression) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!evaluate(expression).asBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not true in time: " + expression + "; the page says: "
                        + evaluate("document.body.innerText").asText());
            }
            pause();
        }
    }

    /** What an expression is in the page. */
    public JsonNode evaluate(String expression) {
        return ask("POST", "/execute/sync", Map.of("script", "return " + expression, "args", List.of()));
    }

    @Override
    public void close() {
        try {
            ask("DELETE", "", Map.of());
        } finally {
            driver.close();
            screen.close();
        }
    }

    private String element(String selector) {
        await("document.querySelector(`%s`) !== null".formatted(selector));
        return ask("POST", "/element", Map.of("using", "css selector", "value", selector))
                .path(ELEMENT)
                .asText();
    }

    private JsonNode ask(String method, String path, Map<String, ?> body) {
        return answer(method, address + path, body).orElseThrow(() -> new IllegalStateException(driver.logEnd()));
    }

    /** The driver takes a moment to listen. */
    private String newSession(String sessions) {
        Map<String, ?> wanted = Map.of("capabilities", Map.of("alwaysMatch", Map.of("browserName", "MiniBrowser")));
        Instant end = Instant.now().plus(START_PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<JsonNode> session = answer("POST", sessions, wanted);
            if (session.isPresent()) {
                return session.get().path("sessionId").asText();
            }
            pause();
        }
        throw new IllegalStateException("WebKit does not start" + driver.logEnd());
    }

    /** Empty when nobody listens. */
    private Optional<JsonNode> answer(String method, String url, Map<String, ?> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(response.body()).path("value");
            if (response.statusCode() != 200) {
                throw new IllegalStateException(method + " " + url + ": " + value);
            }
            return Optional.of(value);
        } catch (ConnectException notThere) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Child start(String program, Path logs, Map<String, String> environment, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
        return Child.start(new Child.Spec(
                program, command, environment, Path.of("").toAbsolutePath(), logs.resolve(program + ".log")));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
