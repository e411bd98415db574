package io.guestchat.platform.signing;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.platform.audit.AuditSource;
import io.guestchat.platform.audit.Fact;
import io.guestchat.protocol.audit.AuditType;
import io.guestchat.protocol.token.KeySource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.jboss.logging.Logger;

/**
 * The service's ES256 keys: signs with the current one, publishes them all, and follows what happens in their directory within
 * {@value #RELOAD_SECONDS} s. A directory in which anything is wrong does not start; later, what is wrong changes nothing, is
 * logged once, and counted. A service that signs for others than its own tokens' verifiers has {@linkplain #of another directory}
 * for it.
 */
@Startup
@ApplicationScoped
public class SigningKeys implements AuditSource {
    private static final String OURS = "guestchat.";
    private static final String OWN = OURS + "signing";
    private static final int RELOAD_SECONDS = 2;
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final String name;
    private final KeyDirectory directory;
    private final InstantSource clock;
    private final Counter failures;
    private final ScheduledExecutorService reloading;

    private volatile KeyRing ring;
    private List<String> toldProblems = List.of();
    private String toldStates = "";

    @Inject
    SigningKeys(SigningConfig config, MeterRegistry metrics) {
        this(config, metrics, InstantSource.system());
    }

    SigningKeys(SigningConfig config, MeterRegistry metrics, InstantSource clock) {
        this(OWN, config.keys(), metrics, clock);
    }

    private SigningKeys(String name, Path keys, MeterRegistry metrics, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        this.directory = new KeyDirectory(keys);
        KeyDirectory.Found found = directory.read();
        if (!found.problems().isEmpty()) {
            throw new IllegalStateException(name + ".keys=" + keys + ": " + String.join("; ", found.problems()));
        }
        this.ring = new KeyRing(found.keys());
        this.reloading = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name + ".keys").factory());
        this.failures = Counter.builder(name + ".reload.failures")
                .description("Times that the directory of signing keys could not be read whole")
                .register(metrics);
        measure(metrics);
    }

    /**
     * The keys of another directory, followed until {@link #close}.
     *
     * @param name of its settings and measures: {@code <name>.keys} is the directory's
     */
    public static SigningKeys of(String name, Path keys, MeterRegistry metrics) {
        SigningKeys other = new SigningKeys(name, keys, metrics, InstantSource.system());
        other.start();
        return other;
    }

    /** The public keys as a JWKS document. */
    public String publicJwks() {
        return ring.published(clock.instant()).toString();
    }

    /** The keys that this service's own tokens verify with, as they are at the time of each look. */
    public KeySource ownKeys() {
        return kid -> ring.find(kid, clock.instant());
    }

    /**
     * Secrets that all nodes with these keys derive alike, for MACs over what the service hands out and takes back: one from each
     * key that is published, the current one's first.
     *
     * @param purpose another one has other secrets
     */
    public List<SecretKey> derived(String purpose) {
        return ring.derived(purpose, clock.instant());
    }

    /** Signs a token of this {@code typ}. */
    public String sign(String typ, JWTClaimsSet claims) {
        return ring.current(clock.instant()).sign(typ, claims);
    }

    @Override
    public List<Fact> facts() {
        KeyRing now = ring;
        Instant at = clock.instant();
        return now.keys().stream()
                .map(key -> fact(subject(key), key, now.state(key, at)))
                .toList();
    }

    /** Two directories may have a key of the same id. */
    private String subject(SigningKey key) {
        return name.equals(OWN) ? key.kid() : inLog() + ":" + key.kid();
    }

    private static Fact fact(String subject, SigningKey key, KeyRing.State state) {
        AuditType type =
                switch (state) {
                    case NEXT -> AuditType.KEY_APPEARED;
                    case CURRENT -> AuditType.KEY_SIGNS;
                    case RETIRED -> AuditType.KEY_RETIRED;
                    case EXPIRED -> AuditType.KEY_EXPIRED;
                };
        Map<String, String> data = new HashMap<>();
        data.put("thumbprint", key.thumbprint());
        if (key.notBefore() != null) {
            data.put("notBefore", key.notBefore().toString());
        }
        if (key.expiresAt() != null) {
            data.put("expiresAt", key.expiresAt().toString());
        }
        return Fact.of(type, subject, key.by(), data);
    }

    /** The public part of the key that signs now. */
    public ECKey current() {
        return ring.current(clock.instant()).published();
    }

    /** The public parts of all keys but the expired. */
    public List<ECKey> published() {
        return ring.published(clock.instant()).getKeys().stream()
                .map(JWK::toECKey)
                .toList();
    }

    /**
     * Signs a JWT with the published key that has this id, whether or not its time is now. The verifier knows that key by other means:
     * the token does not name it. Empty if there is none such.
     */
    public Optional<String> signWith(String kid, JWTClaimsSet claims) {
        Instant now = clock.instant();
        KeyRing keys = ring;
        return keys.keys().stream()
                .filter(key -> key.kid().equals(kid) && keys.state(key, now) != KeyRing.State.EXPIRED)
                .findFirst()
                .map(key -> key.sign(new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT), claims));
    }

    @PostConstruct
    void start() {
        tellStates();
        reloading.scheduleWithFixedDelay(this::reload, RELOAD_SECONDS, RELOAD_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    public void close() {
        reloading.shutdownNow();
    }

    /** Looks into the directory; on one thread only. */
    void reload() {
        try {
            KeyDirectory.Found found = directory.read();
            if (!found.keys().isEmpty() && !found.keys().equals(ring.keys())) {
                ring = new KeyRing(found.keys());
            }
            if (!found.problems().isEmpty()) {
                failures.increment();
            }
            tellProblems(found.problems());
            tellStates();
        } catch (RuntimeException e) {
            failures.increment();
            LOG.errorf(e, "%s keys not reloaded", inLog());
        }
    }

    /** Once, not every two seconds. */
    private void tellProblems(List<String> problems) {
        if (!problems.equals(toldProblems)) {
            toldProblems = problems;
            if (problems.isEmpty()) {
                LOG.infof("%s keys read whole again", inLog());
            } else {
                LOG.errorf("%s keys not read whole, the last good ones stay problems=%s", inLog(), problems);
            }
        }
    }

    /** Whenever one of them begins, ends, comes or goes. */
    private void tellStates() {
        Instant now = clock.instant();
        boolean inTime = ring.isInTime(now);
        String states = ring.keys().stream()
                        .map(key -> key.kid() + ":" + tag(ring.state(key, now)))
                        .collect(Collectors.joining(","))
                + (inTime ? "" : ", and the current one is not in its time");
        if (!states.equals(toldStates)) {
            toldStates = states;
            LOG.logf(inTime ? Logger.Level.INFO : Logger.Level.ERROR, "%s keys=%s", inLog(), states);
        }
    }

    private String inLog() {
        return name.substring(OURS.length());
    }

    private void measure(MeterRegistry metrics) {
        TimeGauge.builder(name + ".key.age", this, TimeUnit.SECONDS, SigningKeys::currentAge)
                .description("Since the nbf of the key that signs; NaN if it has none")
                .register(metrics);
        for (KeyRing.State state : KeyRing.State.values()) {
            Gauge.builder(name + ".keys", this, keys -> keys.ring.count(state, keys.clock.instant()))
                    .description("Keys in the directory, by what they do")
                    .tag("state", tag(state))
                    .register(metrics);
        }
    }

    private double currentAge() {
        Instant now = clock.instant();
        Instant notBefore = ring.current(now).notBefore();
        return notBefore == null ? Double.NaN : Duration.between(notBefore, now).toSeconds();
    }

    private static String tag(KeyRing.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
