package io.guestchat.platform.tenant;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.token.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One tenant's settings with the defaults filled in, all within their ranges.
 *
 * @param algorithms             what it may sign with; never empty
 * @param linkBase               what its guest links have before their {@code #}; the invite-service's, if empty
 * @param activeInvitesPerMember at least 1; the invite-service's, if empty
 * @param defaultExpiry          an invite's life unless its creator says otherwise; at most {@code maxExpiry}
 * @param maxExpiry              the longest life of an invite
 * @param defaultIdle            how long a conversation may be idle unless the invite's creator says otherwise
 * @param retention              how long an ended invite can still be read and listed
 */
public record TenantSettings(
        Set<SignatureAlgorithm> algorithms,
        Optional<String> linkBase,
        Optional<Integer> activeInvitesPerMember,
        Duration defaultExpiry,
        Duration maxExpiry,
        Duration defaultIdle,
        Duration retention) {
    /** Nobody plans for longer, and what names members is not kept without end. */
    private static final Duration RETENTION_MAX = Duration.ofDays(365);

    /** What holds for a tenant without settings of its own. */
    static final TenantSettings DEFAULTS = new TenantSettings(
            Set.of(SignatureAlgorithm.ES256),
            Optional.empty(),
            Optional.empty(),
            Limits.INVITE_LIFE,
            Limits.INVITE_LIFE_MAX,
            Limits.IDLE,
            Limits.REMEMBERED);

    /** @throws IllegalArgumentException if a value is out of its range; the message names the setting */
    static TenantSettings of(TenantsConfig.Tenant tenant) {
        TenantsConfig.Allowances limits = tenant.limits();
        Duration maxExpiry = within(
                "limits.max-expiry",
                limits.maxExpiry().orElse(DEFAULTS.maxExpiry),
                Limits.INVITE_LIFE_MIN,
                Limits.INVITE_LIFE_MAX);
        Duration defaultExpiry = limits.defaultExpiry().orElse(shorter(DEFAULTS.defaultExpiry, maxExpiry));
        limits.activeInvitesPerMember().ifPresent(TenantSettings::requirePositive);
        tenant.linkBase().ifPresent(TenantSettings::requireLinkBase);
        return new TenantSettings(
                algorithms(tenant.algorithms()),
                tenant.linkBase(),
                limits.activeInvitesPerMember(),
                within("limits.default-expiry", defaultExpiry, Limits.INVITE_LIFE_MIN, maxExpiry),
                maxExpiry,
                within(
                        "limits.default-idle",
                        limits.defaultIdle().orElse(DEFAULTS.defaultIdle),
                        Limits.IDLE_MIN,
                        Limits.IDLE_MAX),
                within(
                        "retention",
                        tenant.retention().orElse(DEFAULTS.retention),
                        Duration.ofSeconds(1),
                        RETENTION_MAX));
    }

    private static Set<SignatureAlgorithm> algorithms(Set<String> names) {
        EnumSet<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (String name : names) {
            try {
                algorithms.add(SignatureAlgorithm.valueOf(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "algorithms: " + name + " is none of " + Arrays.toString(SignatureAlgorithm.values()));
            }
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("algorithms: at least one is needed");
        }
        return Set.copyOf(algorithms);
    }

    private static void requirePositive(int activeInvitesPerMember) {
        if (activeInvitesPerMember < 1) {
            throw new IllegalArgumentException(
                    "limits.active-invites-per-member: must be at least 1, is " + activeInvitesPerMember);
        }
    }

    private static void requireLinkBase(String linkBase) {
        URI uri = URI.create(linkBase);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("link-base: must be an http(s) URL without a fragment, is " + linkBase);
        }
    }

    private static Duration within(String setting, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(setting + ": must be " + min + " to " + max + ", is " + value);
        }
        return value;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
