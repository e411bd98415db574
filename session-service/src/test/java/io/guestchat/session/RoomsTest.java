package io.guestchat.session;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.guestchat.platform.signing.SigningKeys;
import io.guestchat.platform.view.LogWriter;
import io.guestchat.session.session.AccessTokens;
import io.guestchat.session.vapid.Vapid;
import io.guestchat.session.view.SessionLog;
import jakarta.ws.rs.Path;

/** What the rooms of this service may not do. */
@AnalyzeClasses(packages = "io.guestchat.session", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] REDIS = {"io.guestchat.platform.redis..", "io.vertx.redis.."};

    @ArchTest
    static final ArchRule RESOURCES_DO_NOT_TOUCH_REDIS_OR_KAFKA = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.guestchat.platform.redis..", "io.vertx.redis..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule REDIS_IS_FOR_THE_ROOMS_THAT_KEEP_SOMETHING_THERE = noClasses()
            .that(not(resideInAPackage("..view..")
                    .or(resideInAPackage("..proof.."))
                    .or(resideInAPackage("..admission.."))
                    .or(resideInAPackage("..conversation.."))
                    .or(resideInAPackage("..event.."))
                    .or(resideInAPackage("..push.."))
                    .or(resideInAPackage("..redemption.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REDIS);

    @ArchTest
    static final ArchRule KAFKA_IS_FOR_THE_VIEWS_AND_THE_EVENTS = noClasses()
            .that()
            .resideOutsideOfPackages("..view..", "..event..", "..push..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule ONE_CLASS_WRITES_EACH_LOG = noClasses()
            .that()
            .doNotBelongToAnyOf(SessionLog.class)
            .and(not(simpleName("PushLog")))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(LogWriter.class);

    @ArchTest
    static final ArchRule ONLY_ACCESS_TOKENS_AND_PUSHES_ARE_SIGNED_AND_NONCES_MADE = noClasses()
            .that()
            .doNotBelongToAnyOf(AccessTokens.class, Vapid.class)
            .and(not(simpleName("Nonces")))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SigningKeys.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule NOBODY_SIGNS_OR_READS_A_KEY_BY_HAND = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds.jose.crypto..", "java.security.spec..");

    @ArchTest
    static final ArchRule THE_VIEW_KNOWS_NO_OTHER_ROOM = classes()
            .that()
            .resideInAPackage("..session.view..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("io.guestchat.session")
                    .or(resideInAPackage("io.guestchat.session.view.."))
                    .or(not(resideInAPackage("io.guestchat.session.."))));

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CYCLE =
            slices().matching("io.guestchat.session.(*)..").should().beFreeOfCycles();
}
