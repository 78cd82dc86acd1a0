package org.passerelle.system.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** How the product's own classes are written. */
@AnalyzeClasses(packages = "org.passerelle", importOptions = ImportOption.DoNotIncludeTests.class)
final class SourceRulesTest {
    private static final String EMPTY_WORDS = "(Abstract|Base)\\p{Upper}.*|.*(Impl|Manager|Utils?|Helper|Base)";

    @ArchTest
    static final ArchRule onlyTheNodeWritesToTheTerminal =
            noClasses().that().resideOutsideOfPackage("org.passerelle.node..").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses().should(haveNameOfEmptyWords());

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(liveInNullMarkedPackage());

    private static ArchCondition<JavaClass> haveNameOfEmptyWords() {
        return new ArchCondition<>("have a name made of empty words") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, type.getSimpleName().matches(EMPTY_WORDS), type.getName()));
            }
        };
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackage() {
        return new ArchCondition<>("live in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " of " + type.getName()));
            }
        };
    }
}
