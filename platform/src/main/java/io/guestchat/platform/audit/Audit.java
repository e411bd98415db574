package io.guestchat.platform.audit;

import io.guestchat.protocol.audit.AuditRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the topic of audit records say what is so on this node: after the start, and whenever something here has changed. Of several
 * nodes that find the same, the first tells; records of those that were as fast have the same id. A node never answers to what others
 * tell: while a change is on its way, old and new nodes would contradict each other without end.
 *
 * <p>Who changes something does not wait for this: while Kafka is away it is tried again, and {@code guestchat.audit.untold} says so.
 */
@Startup
@ApplicationScoped
class Audit {
    /** Sources change once a second at most: nothing that was in force is missed. */
    private static final long LOOK_MS = 500;

    private static final long TELL_MS = 1_000;
    private static final Logger LOG = Logger.getLogger(Audit.class);

    private final List<AuditSource> sources;
    private final AuditTopic topic;
    private final Ledger ledger;
    private final ScheduledExecutorService threads;
    /** What was so, one after the other, and has not been compared with the topic. */
    private final Queue<State> seen = new ConcurrentLinkedQueue<>();

    private @Nullable State lastSeen;
    /** What was so here when this node and the topic agreed last; null before they have. */
    private @Nullable State settled;
    /** Where the topic ended then. */
    private long agreed = Long.MAX_VALUE;

    private boolean waits;

    Audit(
            @All List<AuditSource> sources,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            MeterRegistry meters) {
        this.sources = sources;
        this.topic = new AuditTopic(kafka);
        this.ledger = new Ledger("/guestchat/" + service.replaceFirst("^guestchat-", ""), host());
        this.threads = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("audit-", 0).factory());
        Gauge.builder("guestchat.audit.untold", seen, Queue::size)
                .description("Changes by operators that were not compared with the topic of audit records yet")
                .register(meters);
    }

    @PostConstruct
    void start() {
        threads.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::tell, TELL_MS, TELL_MS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private void look() {
        try {
            State now = State.of(
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    sources.stream().flatMap(source -> source.facts().stream()).toList());
            if (lastSeen == null || !now.facts().equals(lastSeen.facts())) {
                lastSeen = now;
                seen.add(now);
            }
        } catch (RuntimeException e) {
            LOG.error("audit does not see what there is", e);
        }
    }

    private void tell() {
        List<State> states = List.copyOf(seen);
        if (states.isEmpty()) {
            return;
        }
        try {
            Told before = topic.told(ledger.source(), agreed);
            List<AuditRecord> records = ledger.untold(settled, states, before);
            agreed = records.isEmpty() ? before.end() : topic.append(records);
            settled = states.getLast();
            states.forEach(state -> seen.remove());
            waits = false;
            records.forEach(r -> LOG.infof("audit type=%s subject=%s", r.type().wire(), r.subject()));
        } catch (InterruptException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops
        } catch (KafkaException e) {
            if (!waits) {
                waits = true;
                LOG.warnf("audit waits cause=%s", e.getClass().getSimpleName());
            }
        } catch (RuntimeException e) {
            LOG.error("audit not told", e);
        }
    }

    /** In a cluster the name of the pod. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
