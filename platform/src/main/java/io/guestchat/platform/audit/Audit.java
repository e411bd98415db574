package io.guestchat.platform.audit;

import io.guestchat.platform.audit.Fact.Subject;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Has the topic of audit records say what is so on this node: once after the start, and whenever something here has changed. Of
 * several nodes that find the same, the first tells; records of those that were as fast have the same id. A node never answers to
 * what others tell: while a change is on its way, old and new nodes would contradict each other without end.
 *
 * <p>Who changes something does not wait for this: while Kafka is away it is tried again, and {@code guestchat.audit.untold} says so.
 */
@Startup
@ApplicationScoped
class Audit {
    private static final int LOOK_SECONDS = 2;
    private static final Logger LOG = Logger.getLogger(Audit.class);

    private final List<AuditSource> sources;
    private final AuditTopic topic;
    private final Ledger ledger;
    private final ScheduledExecutorService looking;
    /** What was so when the topic was last seen to say so. */
    private Map<Subject, Fact> settled = Map.of();

    private boolean compared;
    private boolean told = true;
    private volatile int untold;

    Audit(
            @All List<AuditSource> sources,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            MeterRegistry meters) {
        this.sources = sources;
        this.topic = new AuditTopic(kafka);
        this.ledger = new Ledger("/guestchat/" + service.replaceFirst("^guestchat-", ""), host());
        this.looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("audit").factory());
        Gauge.builder("guestchat.audit.untold", this, audit -> audit.untold)
                .description(
                        "Changes by operators that the topic of audit records does not have yet, as far as is known")
                .register(meters);
    }

    @PostConstruct
    void start() {
        looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        looking.shutdownNow();
    }

    private void look() {
        try {
            Map<Subject, Fact> facts = new HashMap<>();
            sources.forEach(source -> source.facts().forEach(fact -> facts.put(fact.subject(), fact)));
            if (!compared || !facts.equals(settled)) {
                compare(facts);
            }
        } catch (InterruptException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops
        } catch (KafkaException e) {
            if (told) {
                told = false;
                LOG.warnf("audit waits untold=%d cause=%s", untold, e.getClass().getSimpleName());
            }
        } catch (RuntimeException e) {
            LOG.error("audit not told", e);
        }
    }

    private void compare(Map<Subject, Fact> facts) throws InterruptedException {
        Set<Subject> changed = new HashSet<>(facts.keySet());
        changed.removeIf(subject -> Objects.equals(facts.get(subject), settled.get(subject)));
        settled.keySet().stream().filter(subject -> !facts.containsKey(subject)).forEach(changed::add);
        untold = changed.size();
        Map<Subject, AuditRecord> before = topic.told(ledger.source());
        if (!compared) {
            changed.addAll(before.keySet()); // what is gone since the node before this one
        }
        List<AuditRecord> records = ledger.untold(changed, facts, before, Instant.now());
        if (!records.isEmpty()) {
            topic.append(records);
        }
        settled = facts;
        compared = true;
        told = true;
        untold = 0;
        records.forEach(
                record -> LOG.infof("audit type=%s subject=%s", record.type().wire(), record.subject()));
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
