package io.guestchat.platform.redis;

import static io.guestchat.platform.redis.Clients.eventually;
import static io.guestchat.platform.redis.Clients.get;
import static io.guestchat.platform.redis.Clients.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalRedisCluster;
import io.guestchat.platform.redis.Clients.Ear;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.ZModem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and subscriptions on a real cluster: three primaries, a replica of the first. */
class RedisClusterIT {
    /** Counts calls in a key that it does not declare. */
    private static final LuaScript COUNT = LuaScript.of("return redis.call('INCR', KEYS[1] .. ':count')");

    private static LocalRedisCluster cluster;
    private static Vertx vertx;
    private static Clients redis;

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster = LocalRedisCluster.start(Checkout.find(), folder, 1);
        vertx = Vertx.vertx();
        redis = new Clients(vertx, RedisConfig.Mode.CLUSTER, cluster.urls());
        // A script may be new to a node.
        eventually("all nodes connected", () -> IntStream.range(0, 50).allMatch(i -> {
            redis.ask(Command.SET, "{warm" + i + "}", "1");
            return true;
        }));
    }

    @AfterAll
    static void stop() {
        redis.close();
        vertx.close();
        cluster.close();
    }

    @Test
    void eachNodeIsAskedForItself() {
        assertEquals(
                3,
                get(redis.commands.toEachNode(request(Command.INFO, "memory"))).size());
    }

    @Test
    void aBatchGoesToWhereItsKeysAreAndIsAnsweredInItsOrder() {
        // Given commands for some hundred slots, two for each
        List<Request> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            batch.add(request(Command.SET, "{batch" + i + "}:key", i));
            batch.add(request(Command.GETDEL, "{batch" + i + "}:key"));
        }
        // When
        List<String> answers =
                get(redis.commands.batch(batch)).stream().map(Object::toString).toList();
        // Then
        for (int i = 0; i < 300; i++) {
            assertEquals(Integer.toString(i), answers.get(2 * i + 1));
        }
        assertEquals(3, ownersOf(300));
    }

    @Test
    void aSlotThatMovedIsFollowed() {
        // Given
        String key = "{moved}:key";
        redis.ask(Command.SET, key, "1");
        get(redis.commands.eval(COUNT, List.of(key), List.of()));
        // When
        cluster.moveSlot(slot(key), other(slot(key)));
        // Then the next command finds it, a script that the node does not know among them
        assertEquals("2", get(redis.commands.send(request(Command.INCR, key))).toString());
        assertEquals(
                "2", get(redis.commands.eval(COUNT, List.of(key), List.of())).toString());
        assertEquals(
                List.of("3", "4"),
                get(redis.commands.batch(List.of(request(Command.INCR, key), request(Command.INCR, key)))).stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void whileASlotIsOnItsWayKeysAreFoundAndScriptsWait() {
        // Given
        String key = "{moving}:key";
        int slot = slot(key);
        int to = other(slot);
        redis.ask(Command.SET, key, "1");
        get(redis.commands.eval(COUNT, List.of(key), List.of()));
        // When
        cluster.beginMove(slot, to);
        // Then keys are found where they are, and new ones come to where the slot goes
        redis.ask(Command.SET, key, "2");
        redis.ask(Command.SET, "{moving}:new", "3");
        assertEquals(
                List.of("2", "3"),
                get(redis.commands.batch(List.of(request(Command.GET, key), request(Command.GET, "{moving}:new"))))
                        .stream()
                        .map(Object::toString)
                        .toList());
        // And a script runs on neither node
        CompletionException refused =
                assertThrows(CompletionException.class, () -> get(redis.commands.eval(COUNT, List.of(key), List.of())));
        assertInstanceOf(RedisUnavailable.class, refused.getCause());
        // Until the slot has arrived
        cluster.finishMove(slot, to);
        assertEquals(
                "2", get(redis.commands.eval(COUNT, List.of(key), List.of())).toString());
        assertEquals("3", redis.ask(Command.GET, "{moving}:new"));
    }

    @Test
    void subscriptionsFollowTheirSlots() {
        // Given subscriptions at all nodes, several in the slot that is going to move
        List<String> names = new ArrayList<>(List.of("{sub}:a", "{sub}:b", "{sub}:c"));
        IntStream.range(0, 30).forEach(i -> names.add("{sub" + i + "}"));
        List<Ear> ears = names.stream().map(name -> new Ear()).toList();
        for (int i = 0; i < names.size(); i++) {
            get(redis.subscriber.subscribe(names.get(i), ears.get(i)));
        }
        int slot = slot("{sub}");
        // When the slot moves away and back
        cluster.moveSlot(slot, other(slot));
        eventually(
                "subscribed at the new node", () -> ears.subList(0, 3).stream().allMatch(e -> e.subscribed.get() > 1));
        publish(names, "1");
        eventually("all heard", () -> ears.stream().allMatch(e -> e.heard.equals(List.of("1"))));
        cluster.moveSlot(slot, other(slot));
        eventually("subscribed again", () -> ears.subList(0, 3).stream().allMatch(e -> e.subscribed.get() > 2));
        // Then each hears each once
        publish(names, "2");
        eventually("all heard", () -> ears.stream().allMatch(e -> e.heard.equals(List.of("1", "2"))));
        // And nothing any more once it has unsubscribed
        for (int i = 0; i < names.size(); i++) {
            redis.subscriber.unsubscribe(names.get(i), ears.get(i));
        }
        names.forEach(name -> eventually(
                "nobody listens", () -> redis.ask(Command.SPUBLISH, name, "3").equals("0")));
        ears.forEach(e -> assertEquals(List.of("1", "2"), e.heard));
    }

    @Test
    void aDeadPrimaryIsReplacedByItsReplica() {
        // Given a key and a subscription on the node that dies
        String key = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "{failed" + i + "}")
                .filter(k -> cluster.owner(slot(k), 1) == 0)
                .findFirst()
                .orElseThrow();
        redis.ask(Command.SET, key, "1");
        Ear ear = new Ear();
        get(redis.subscriber.subscribe(key, ear));
        // When
        cluster.kill(0);
        try {
            // Then others are served meanwhile, and it is, once the replica has taken over
            String elsewhere = IntStream.iterate(0, i -> i + 1)
                    .mapToObj(i -> "{alive" + i + "}")
                    .filter(k -> cluster.owner(slot(k), 1) != 0)
                    .findFirst()
                    .orElseThrow();
            get(redis.commands.send(request(Command.SET, elsewhere, "1")));
            redis.ask(Command.SET, key, "2");
            eventually("subscribed at the replica", () -> ear.subscribed.get() > 1);
            redis.ask(Command.SPUBLISH, key, "news");
            eventually("heard", () -> ear.heard.equals(List.of("news")));
        } finally {
            cluster.restart(0);
        }
        // And when the replica gives the place back
        cluster.failOver(0);
        redis.ask(Command.SET, key, "3");
        eventually("subscribed at the first", () -> ear.subscribed.get() > 2);
        eventually("heard", () -> {
            redis.ask(Command.SPUBLISH, key, "more");
            return ear.heard.contains("more");
        });
    }

    private static void publish(List<String> names, String text) {
        names.forEach(name -> redis.ask(Command.SPUBLISH, name, text));
    }

    private static long ownersOf(int batch) {
        Set<Integer> owners = IntStream.range(0, batch)
                .mapToObj(i -> cluster.owner(slot("{batch" + i + "}"), 1))
                .collect(Collectors.toSet());
        return owners.size();
    }

    private static int slot(String key) {
        return ZModem.generate(key);
    }

    /** A primary that does not serve the slot. */
    private static int other(int slot) {
        return cluster.owner(slot, 1) == 1 ? 2 : 1;
    }
}
