package io.guestchat.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.impl.types.ErrorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final String FROM = "[::1]:7000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "CONNECTION_CLOSED",
                "OOM command not allowed when used memory > 'maxmemory'. script: 4a, on @user_script:1.",
                "ERR [3] READONLY You can't write against a read only replica.",
                "ERR [0] CONNECTION_CLOSED\nERR [1] CONNECTION_CLOSED",
            })
    void someErrorsSayThatRedisCannotServeNow(String error) {
        assertInstanceOf(
                RedisUnavailable.class, Answers.failed(ErrorType.create(error)).cause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONGTYPE Operation against a key",
                "ERR [0] WRONGTYPE Operation",
                "NOSCRIPT No",
                "ERR LOADING",
                ""
            })
    void othersStayWhatTheyAre(String error) {
        ErrorType answered = ErrorType.create(error);
        assertSame(answered, Answers.failed(answered).cause());
    }

    @Test
    void onlyAServerThatAnotherMayHaveReplacedIsDemoted() {
        assertTrue(Answers.isDemoted(ErrorType.create("ERR [1] MASTERDOWN Link with MASTER is down")));
        assertFalse(Answers.isDemoted(ErrorType.create("TRYAGAIN Multiple keys request during rehashing of slot")));
        assertFalse(Answers.isDemoted(new IllegalStateException("READONLY")));
    }

    @Test
    void redirectionsAreUnderstood() {
        assertEquals(new Redirection.Moved(3999, "10.0.0.7:6381"), read("MOVED 3999 10.0.0.7:6381"));
        assertEquals(new Redirection.Ask("10.0.0.7:6381"), read("ASK 3999 10.0.0.7:6381"));
        // Without a host: the one that answered
        assertEquals(new Redirection.Moved(1, "[::1]:6381"), read("MOVED 1 :6381"));
        assertNull(Redirection.read(ErrorType.create("MOVED 1 :6381"), ""));
        assertNull(read("ERR MOVED"));
        assertNull(Redirection.read(new IllegalStateException("MOVED 1 a:2"), FROM));
    }

    @Test
    void nodesAreReachedAsTheConfiguredOne() {
        assertEquals(
                "rediss://user:s%40cret@10.0.0.7:6381?client=relay",
                ClusterTopology.url("rediss://user:s%40cret@redis-0:6379?client=relay", "10.0.0.7:6381"));
        assertEquals("redis://[::1]:6381", ClusterTopology.url("redis://localhost:6379", "[::1]:6381"));
    }

    private static Redirection read(String error) {
        return Redirection.read(ErrorType.create(error), FROM);
    }
}
