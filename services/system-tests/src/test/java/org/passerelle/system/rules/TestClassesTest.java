package org.passerelle.system.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards the guard: rules about tests are worth nothing for a module whose tests they do not see. */
final class TestClassesTest {
    @Test
    void readsTheTestsOfEveryModule() {
        assertEquals(List.of(), TestClasses.modulesWithTestsNotCompiled());
    }
}
