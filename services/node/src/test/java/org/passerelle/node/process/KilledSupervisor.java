package org.passerelle.node.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that starts a child and then waits to be killed. */
final class KilledSupervisor {
    private KilledSupervisor() {}

    public static void main(String[] arguments) throws CannotStart {
        var command = new Child.Command("sleeper", List.of("sleep", "600"), Map.of(), Optional.of("TERM"));
        Child child = Child.start(command, new Home(Path.of(arguments[0])));
        Waiting.until(() -> !child.alive(), Duration.ofMinutes(5));
    }
}
