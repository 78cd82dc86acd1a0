package org.passerelle.system.rules;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled tests of every module that the root pom.xml names. */
final class TestClasses implements LocationProvider {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Override
    public Set<Location> get(Class<?> testClass) {
        return modules()
                .map(TestClasses::compiledTests)
                .filter(Files::isDirectory)
                .map(Location::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Modules whose tests the rules would silently miss. */
    static List<Path> modulesWithTestsNotCompiled() {
        return modules()
                .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
                .filter(module -> !Files.isDirectory(compiledTests(module)))
                .toList();
    }

    private static Path compiledTests(Path module) {
        return module.resolve("target/test-classes");
    }

    private static Stream<Path> modules() {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        try {
            return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                    .results()
                    .map((MatchResult result) -> root.resolve(result.group(1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
