package org.passerelle.system.rules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How tests are written, in every module: all of them run, none waits by the clock, none replaces a part by a mock. */
@AnalyzeClasses(locations = TestClasses.class)
final class TestRulesTest {
    private static final DescribedPredicate<JavaAnnotation<?>> DISABLING =
            DescribedPredicate.describe("an annotation that disables", annotation -> {
                String type = annotation.getRawType().getName();
                return type.matches("(org\\.junit\\.jupiter\\.api|net\\.jqwik\\.api)\\..*Disabled.*")
                        || type.matches("org\\.junit\\.jupiter\\.api\\.condition\\.Enabled.*")
                        || type.equals("com.tngtech.archunit.junit.ArchIgnore");
            });

    @ArchTest
    static final ArchRule noTestClassIsDisabled = noClasses().should().beAnnotatedWith(DISABLING);

    @ArchTest
    static final ArchRule noTestIsDisabled =
            noMethods().should().beAnnotatedWith(DISABLING).allowEmptyShould(true);

    /** Only tests that run against public reference data kept outside the checkout may skip, and say so. */
    @ArchTest
    static final ArchRule onlyReferenceDataTestsSkip = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("ReferenceDataTest")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.junit.jupiter.api.Assumptions")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("net.jqwik.api.Assume");

    @ArchTest
    static final ArchRule noTestSleeps = noClasses()
            .should()
            .callMethodWhere(target(name("sleep")).and(target(owner(assignableTo(Thread.class, TimeUnit.class)))));

    @ArchTest
    static final ArchRule noTestMocks = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.mockito..",
                    "org.easymock..",
                    "org.powermock..",
                    "org.jmock..",
                    "mockit..",
                    "io.mockk..",
                    "com.github.tomakehurst..",
                    "org.wiremock..",
                    "org.mockserver..",
                    "okhttp3.mockwebserver..");

    private static DescribedPredicate<JavaClass> assignableTo(Class<?>... types) {
        return DescribedPredicate.describe(
                "Thread or TimeUnit", owner -> List.of(types).stream().anyMatch(owner::isAssignableTo));
    }
}
