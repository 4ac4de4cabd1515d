package io.polytomic.operator.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: the arrows of operator/README.md that are finer than Maven modules. */
@AnalyzeClasses(packages = "io.polytomic.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONTROLLER = "io.polytomic.operator.controller";

    @ArchTest
    static final ArchRule insideTheControllerArrowsPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(CONTROLLER + "..")
            .layer("reconcile")
            .definedBy(CONTROLLER + ".reconcile..")
            .layer("engine")
            .definedBy(CONTROLLER + ".engine..")
            .layer("watch")
            .definedBy(CONTROLLER + ".watch..")
            .layer("status")
            .definedBy(CONTROLLER + ".status..")
            .layer("translate")
            .definedBy(CONTROLLER + ".translate..")
            .whereLayer("reconcile")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("reconcile")
            .whereLayer("watch")
            .mayOnlyBeAccessedByLayers("reconcile", "engine")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("reconcile", "engine")
            .whereLayer("translate")
            .mayOnlyBeAccessedByLayers("reconcile", "engine", "watch", "status");

    @ArchTest
    static final ArchRule noPackageOfTheControllerIsInACircle =
            slices().matching(CONTROLLER + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("io.polytomic.operator.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.polytomic.operator.core..");

    @ArchTest
    static final ArchRule clientKnowsNothingOfOurs = classes()
            .that()
            .resideInAPackage("io.polytomic.operator.client..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("io.polytomic.operator.api..", "io.polytomic.operator.core..", CONTROLLER + "..");

    @ArchTest
    static final ArchRule apiKnowsNothingOfOurs = classes()
            .that()
            .resideInAPackage("io.polytomic.operator.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.polytomic.operator.client..", "io.polytomic.operator.core..", CONTROLLER + "..");

    @ArchTest
    static final ArchRule simulatorSharesNoCodeWithTheClient = classes()
            .that()
            .resideInAPackage("io.polytomic.operator.simulator..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.polytomic.operator.client..",
                    "io.polytomic.operator.api..",
                    "io.polytomic.operator.core..",
                    CONTROLLER + "..");
}
