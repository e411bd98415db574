package io.guestchat.relay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.guestchat.protocol.Base64Url;

/** What the rooms of the relay may not do. */
@AnalyzeClasses(packages = "io.guestchat.relay", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule onlyTheLogSpeaksToKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..relay.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.clients.producer..",
                    "org.apache.kafka.clients.admin..",
                    "io.smallrye.reactive.messaging.kafka..");

    @ArchTest
    static final ArchRule socketsAndAdmissionKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("..relay.connection..", "..relay.admission..", "..relay.presence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive..", "org.eclipse.microprofile.reactive..");

    @ArchTest
    static final ArchRule onlyConnectionsKnowSockets = noClasses()
            .that()
            .resideOutsideOfPackages("..relay.connection..", "..relay.admission..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.vertx.core.http.."));

    @ArchTest
    static final ArchRule nobodyDecodesAPayload = noClasses()
            .that()
            .resideInAnyPackage("..relay.envelope..", "..relay.mailbox..", "..relay.conversation..")
            .should()
            .callMethod(Base64Url.class, "decode", String.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Base64$Decoder");

    @ArchTest
    static final ArchRule nothingDependsOnConnections = classes()
            .that()
            .resideInAPackage("..relay.connection..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("..relay.connection..", "io.guestchat.relay");

    @ArchTest
    static final ArchRule nothingDependsOnWaiting = classes()
            .that()
            .resideInAPackage("..relay.waiting..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("..relay.waiting..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.guestchat.relay.(*)..").should().beFreeOfCycles();
}
