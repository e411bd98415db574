package io.guestchat.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.guestchat.protocol", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule KNOWS_NO_PLATFORM = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "jakarta..");

    @ArchTest
    static final ArchRule SIGNS_NOTHING =
            noClasses().should().dependOnClassesThat().haveSimpleNameEndingWith("Signer");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.guestchat.protocol.(*)..").should().beFreeOfCycles();
}
