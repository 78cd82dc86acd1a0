package org.passerelle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of libraries as their own jars tell them. */
public final class Versions {
    private Versions() {}

    /** The version of {@code group/name} on the class path. */
    public static String of(String artifact) {
        String file = "META-INF/maven/%s/pom.properties".formatted(artifact);
        try (InputStream stream = Versions.class.getClassLoader().getResourceAsStream(file)) {
            if (stream == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
