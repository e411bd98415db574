package io.guestchat.session.conversation;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.session.Await;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Alerts on their way to the log: of many attempts at one moment, on any nodes, one is written. Worth nothing for long. */
@ApplicationScoped
class Alerting {
    private final RedisCommands redis;

    Alerting(RedisCommands redis) {
        this.redis = redis;
    }

    /** True for the one that is to write the alert. */
    boolean begin(ConversationId id, AlertCode alert, Duration asOne) {
        return Await.answer(redis.send(Request.cmd(Command.SET)
                        .arg(key(id, alert))
                        .arg("1")
                        .arg("NX")
                        .arg("PX")
                        .arg(asOne.toMillis())))
                != null;
    }

    /** The alert was not written: the next attempt is to write it. */
    void failed(ConversationId id, AlertCode alert) {
        redis.send(Request.cmd(Command.DEL).arg(key(id, alert)));
    }

    private static String key(ConversationId id, AlertCode alert) {
        return "session:alerting:" + id + ":" + alert.wire();
    }
}
