package org.passerelle.system.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may import whom: services and the gateway talk by messages, and only the node composes them. */
@AnalyzeClasses(packages = "org.passerelle", importOptions = ImportOption.DoNotIncludeTests.class)
final class ImportRulesTest {
    private static final String CORE = "org.passerelle.core..";
    private static final String MESSAGES = "org.passerelle.core.message..";
    private static final String PLATFORM = "org.passerelle.platform..";
    private static final String NODE = "org.passerelle.node..";

    @ArchTest
    static final ArchRule coreImportsOnlyTheJdkAndJspecify = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule coreNeitherReadsNorWritesTheWorld = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net.http..", "java.nio.channels..", "java.nio.file..", "java.sql..");

    @ArchTest
    static final ArchRule platformKnowsNothingOfTheDomainButMessages = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .should()
            .dependOnClassesThat(resideInAPackage("org.passerelle..").and(not(resideInAnyPackage(PLATFORM, MESSAGES))));

    // Core and platform are what everybody shares, and the node is who composes: every other module is a slice.
    @ArchTest
    static final SliceRule servicesAndGatewayNeverImportEachOther = SlicesRuleDefinition.slices()
            .matching("org.passerelle.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(NODE), resideInAPackage("org.passerelle.."))
            .ignoreDependency(resideInAPackage("org.passerelle.."), resideInAnyPackage(CORE, PLATFORM));

    @ArchTest
    static final ArchRule nobodyImportsTheNode = noClasses()
            .that()
            .resideOutsideOfPackage(NODE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(NODE);
}
