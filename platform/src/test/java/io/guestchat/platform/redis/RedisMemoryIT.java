package io.guestchat.platform.redis;

import static io.guestchat.platform.redis.Clients.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalRedis;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisMemoryIT {
    private static final Path INSTALL = Path.of("docs/operating/install.md");
    private static final Pattern USER = Pattern.compile("(?m)^user guestchat on >\\$password (.+)$");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Vertx vertx;
    private LocalRedis server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        server = LocalRedis.start(Checkout.find(), folder);
        server.command("CONFIG", "SET", "maxmemory", "300000000");
    }

    @AfterEach
    void stop() {
        get(vertx.close());
        server.close();
    }

    @Test
    void saysHowFullRedisIsToTheUserThatIsInstalled() throws IOException {
        // Given
        Matcher user = USER.matcher(Files.readString(Checkout.find().root().resolve(INSTALL)));
        assertTrue(user.find(), "no user");
        // When
        look(user.group(1).split(" "));
        // Then
        assertEquals(300_000_000, gauge("guestchat.redis.memory.max").value());
        double used = gauge("guestchat.redis.memory.used").value();
        assertTrue(used > 100_000 && used < 300_000_000, Double.toString(used));
    }

    @Test
    void saysNothingWhereItMayNotAsk() {
        // When
        CompletionException refused =
                assertThrows(CompletionException.class, () -> look("~*", "&*", "+@all", "-@dangerous"));
        // Then
        assertInstanceOf(ErrorType.class, refused.getCause());
        assertNull(gauge("guestchat.redis.memory.used"));
        assertNull(gauge("guestchat.redis.memory.max"));
    }

    private void look(String... rules) {
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", "guestchat", "on", ">secret"));
        command.addAll(Arrays.asList(rules));
        assertEquals("+OK", server.command(command.toArray(String[]::new)));
        try (Clients redis =
                new Clients(vertx, RedisConfig.Mode.SINGLE, server.url().replace("://", "://guestchat:secret@"))) {
            get(new RedisMemory(redis.commands, vertx, meters).look());
        }
    }

    private Gauge gauge(String name) {
        return meters.find(name).gauge();
    }
}
