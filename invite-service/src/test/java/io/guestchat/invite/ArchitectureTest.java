package io.guestchat.invite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms of this service may not do. */
@AnalyzeClasses(packages = "io.guestchat.invite", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String LINK_SECRET = "(?i).*(linkSecret|secretPart|fragment|claimBytes).*";

    @ArchTest
    static final ArchRule noFieldHoldsALinkSecret =
            noFields().should().haveNameMatching(LINK_SECRET).because("a server learns the hash of the claim, no more");

    @ArchTest
    static final ArchRule noMethodTakesALinkSecret = noMethods().should().haveNameMatching(LINK_SECRET);

    @ArchTest
    static final ArchRule redisIsTheViewsAndTheQuotasOnly = noClasses()
            .that()
            .resideOutsideOfPackages("..invite.view..", "..invite.quota..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.redis..", "io.guestchat.platform.redis..");

    @ArchTest
    static final ArchRule kafkaIsTheLogsAndTheViewsOnly = noClasses()
            .that()
            .resideOutsideOfPackages("..invite.view..", "..invite.log..", "..invite.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "io.smallrye.reactive.messaging..", "org.eclipse.microprofile.reactive..");

    @ArchTest
    static final ArchRule httpEndsAtTheCalls = noClasses()
            .that()
            .resideOutsideOfPackages("..invite.calls..", "..invite.admission..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..", "io.guestchat.platform.problem..");

    @ArchTest
    static final ArchRule signingKeysAreTheTokensOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..invite.token..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.guestchat.platform.signing..");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("io.guestchat.invite.(*)..").should().beFreeOfCycles();
}
