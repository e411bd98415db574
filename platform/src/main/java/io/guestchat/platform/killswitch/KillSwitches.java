package io.guestchat.platform.killswitch;

import io.guestchat.platform.audit.AuditSource;
import io.guestchat.platform.audit.Fact;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.protocol.audit.AuditType;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The kill switches as this node has them, no older than {@value #LOOK_SECONDS} s. A directory that cannot be read does not start;
 * later, the switches stay as they were last seen, which is logged once, and counted: an accident may neither turn a tenant on
 * again nor everybody off. Asking costs a look into a map.
 */
@Startup
@ApplicationScoped
public class KillSwitches implements AuditSource {
    private static final int LOOK_SECONDS = 1;
    /** Seconds after which somebody may ask again: a switch stays on for minutes at least. */
    private static final String RETRY_AFTER = "30";

    private static final Logger LOG = Logger.getLogger(KillSwitches.class);

    private final @Nullable SwitchDirectory directory;
    private final Predicate<TenantId> tenants;
    private final Counter failures;
    private final SwitchMeters meters;
    private final ScheduledExecutorService looking;

    private volatile SortedMap<KillSwitch, Note> on = Collections.emptySortedMap();
    private volatile SortedMap<KillSwitch, Note> off = Collections.emptySortedMap();
    private List<String> toldProblems = List.of();

    @Inject
    KillSwitches(KillSwitchConfig config, Tenants tenants, MeterRegistry meters) {
        this(config, tenants::contains, meters);
    }

    KillSwitches(KillSwitchConfig config, Predicate<TenantId> tenants, MeterRegistry meters) {
        this.directory = config.directory().map(SwitchDirectory::new).orElse(null);
        this.tenants = tenants;
        this.failures = Counter.builder("guestchat.switches.failures")
                .description("Looks into the directory of kill switches that found something wrong")
                .register(meters);
        this.meters = new SwitchMeters(meters);
        this.looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("kill-switches").factory());
        if (!look()) {
            throw new IllegalStateException(
                    "guestchat.switches.directory=" + config.directory().orElseThrow() + ": " + toldProblems);
        }
    }

    @PostConstruct
    void start() {
        if (directory != null) {
            looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        looking.shutdownNow();
    }

    /** Those that are on, with what their files say. */
    SortedMap<KillSwitch, Note> on() {
        return on;
    }

    /** Notes of those that were turned off. */
    SortedMap<KillSwitch, Note> off() {
        return off;
    }

    @Override
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        SortedMap<KillSwitch, Note> nowOn = on;
        nowOn.forEach((turned, note) -> facts.add(fact(AuditType.SWITCH_ON, turned, note)));
        off.forEach((turned, note) -> {
            if (!nowOn.containsKey(turned)) {
                facts.add(fact(AuditType.SWITCH_OFF, turned, note));
            }
        });
        return facts;
    }

    private static Fact fact(AuditType type, KillSwitch turned, Note note) {
        Map<String, String> data = new HashMap<>();
        if (note.at() != null) {
            data.put("at", note.at());
        }
        if (note.reason() != null) {
            data.put("reason", note.reason());
        }
        return Fact.of(type, turned.name(), note.by(), data);
    }

    /** Whether nothing may be done for this tenant's members and guests. */
    public boolean isOff(TenantId tenant) {
        return isOn(KillSwitch.Subject.TENANT, tenant);
    }

    /** @throws ProblemException {@code forbidden} if it is for this tenant alone, {@code unavailable} if it is for all */
    public void requireMinting(TenantId tenant) {
        if (isOff(tenant)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "This tenant is switched off.");
        }
        if (isOn(KillSwitch.Subject.MINTING, tenant)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Creating invites is switched off for this tenant.");
        }
        if (isOn(KillSwitch.Subject.MINTING, null)) {
            throw unavailable("Creating invites is switched off for now.");
        }
    }

    /** @throws ProblemException {@code unavailable}: what a guest holds stays good, and may be used later */
    public void requireRedemption(TenantId tenant) {
        requireTenant(tenant);
        if (isOn(KillSwitch.Subject.REDEMPTION, tenant) || isOn(KillSwitch.Subject.REDEMPTION, null)) {
            throw unavailable("Joining is switched off for now.");
        }
    }

    /** @throws ProblemException {@code unavailable}, to a guest of a tenant that is switched off */
    public void requireTenant(TenantId tenant) {
        if (isOff(tenant)) {
            throw unavailable("This provider is switched off for now.");
        }
    }

    private boolean isOn(KillSwitch.Subject subject, @Nullable TenantId tenant) {
        return !on.isEmpty() && on.containsKey(new KillSwitch(subject, tenant));
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(ProblemCode.UNAVAILABLE, detail).with("Retry-After", RETRY_AFTER);
    }

    /**
     * Looks into the directory; on one thread only.
     *
     * @return false if it cannot be read
     */
    boolean look() {
        if (directory == null) {
            return true;
        }
        SwitchDirectory.Found found = directory.read();
        SortedMap<KillSwitch, Note> now = found.on();
        List<String> problems = new ArrayList<>(found.problems());
        if (now != null) {
            now.keySet().stream()
                    .filter(turned -> turned.tenant() != null && !tenants.test(turned.tenant()))
                    .forEach(turned -> problems.add(turned + ": there is no such tenant"));
            turn(Collections.unmodifiableSortedMap(now), Collections.unmodifiableSortedMap(found.off()));
        }
        if (!problems.isEmpty()) {
            failures.increment();
        }
        tell(problems);
        return now != null;
    }

    private void turn(SortedMap<KillSwitch, Note> nowOn, SortedMap<KillSwitch, Note> nowOff) {
        if (!nowOn.equals(on) || !nowOff.equals(off)) {
            on = nowOn;
            off = nowOff;
            meters.show(nowOn.keySet());
            LOG.warnf("kill switches on=%s", nowOn.keySet());
        }
    }

    /** Once, not every second. */
    private void tell(List<String> problems) {
        if (!problems.equals(toldProblems)) {
            toldProblems = problems;
            if (problems.isEmpty()) {
                LOG.info("kill switches read whole again");
            } else {
                LOG.errorf("kill switches not read whole problems=%s on=%s", problems, on.keySet());
            }
        }
    }
}
