package org.passerelle.node.bench;

import java.time.Duration;
import org.passerelle.platform.config.NodeConfig;

/**
 * How much is measured.
 *
 * @param warmUp suspensions before those that are timed, while the nodes compile what they run; nothing may leak in them either
 * @param suspensions how many are timed, over all lanes
 * @param longest after which no further suspension is begun
 * @param pause of each lane between resuming and suspending
 * @param think of each reader between two reads
 * @param push between two further records
 * @param rounds with a stopped gateway
 * @param bound lease, drift and W: within which a call returns with a gateway stopped
 */
public record Plan(
        int warmUp,
        int suspensions,
        Duration longest,
        Duration pause,
        Duration think,
        Duration push,
        int rounds,
        Duration bound) {

    /** Some minutes on two cores; {@code times} as many suspensions in as many times as long. */
    public static Plan usual(int times) {
        return new Plan(
                300,
                2_000 * times,
                Duration.ofSeconds(480L * times),
                Duration.ofMillis(400),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                3 * times,
                usualBound());
    }

    /** A few suspensions, to see that all of it works. */
    public static Plan few() {
        return new Plan(
                6,
                24,
                Duration.ofMinutes(3),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                1,
                usualBound());
    }

    private static Duration usualBound() {
        NodeConfig.Policy times = NodeConfig.defaults().policy();
        return times.lease().plus(times.drift()).plus(times.window());
    }
}
