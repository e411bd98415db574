package io.guestchat.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who judges shares nothing with who is judged. */
@AnalyzeClasses(packages = "io.guestchat.scenarios", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule THE_CHECKER_KNOWS_HISTORIES_ONLY = noClasses()
            .that()
            .resideInAPackage("..scenarios.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..scenarios.relay..", "..scenarios.faults..", "..scenarios.caller..", "io.guestchat.protocol..");

    @ArchTest
    static final ArchRule HISTORIES_KNOW_NOBODY = noClasses()
            .that()
            .resideInAPackage("..scenarios.history..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..scenarios.relay..", "..scenarios.faults..", "..scenarios.check..", "io.guestchat.protocol..");

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_NOBODY_WHO_JUDGES = noClasses()
            .that()
            .resideInAPackage("..scenarios.relay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..scenarios.faults..", "..scenarios.check..", "..scenarios.history..");
}
