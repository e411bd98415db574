package io.guestchat.platform.tenant;

import io.guestchat.protocol.limit.Limits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code guestchat.tenants.<tenant id>.*}. What is wrong in it is told at the start: see {@link TenantSettings}. */
@ConfigMapping(prefix = "guestchat.tenants")
public interface TenantsConfig {
    @WithParentName
    Map<String, Tenant> byId();

    /** One tenant. */
    interface Tenant {
        /** The {@code iss} of the tenant's tokens; no other tenant's. */
        String issuer();

        /** Where its public keys are: a {@code file:} or {@code https:} URL ({@code http:} on loopback only) of a JWKS. */
        URI jwks();

        /** What it may sign with: some of ES256, ES384, PS256, RS256. */
        @WithDefault("ES256")
        Set<String> algorithms();

        /** What its guest links have before their {@code #}; the invite-service's, if absent. Short: it counts in every SMS. */
        Optional<String> linkBase();

        /** What differs from the deployment's limits. */
        Allowances limits();

        /** Who wrote this entry last: for the audit, see {@code docs/operating/audit.md}. */
        Optional<String> by();

        /** How long an ended invite can still be read and listed: up to 365 days; {@link Limits#REMEMBERED} if absent. */
        Optional<Duration> retention();
    }

    /** {@code limits.*} of one tenant. */
    interface Allowances {
        /** Active invites a member may have, at least 1; the invite-service's, if absent. */
        Optional<Integer> activeInvitesPerMember();

        /** An invite's life unless its creator says otherwise; {@link Limits#INVITE_LIFE}, or the maximum if less, if absent. */
        Optional<Duration> defaultExpiry();

        /**
         * The longest life that an invite may be given: {@link Limits#INVITE_LIFE_MIN} to {@link Limits#INVITE_LIFE_MAX}, and
         * that if absent.
         */
        Optional<Duration> maxExpiry();

        /**
         * How long a conversation may be idle unless the invite's creator says otherwise: {@link Limits#IDLE_MIN} to
         * {@link Limits#IDLE_MAX}; {@link Limits#IDLE} if absent.
         */
        Optional<Duration> defaultIdle();
    }
}
