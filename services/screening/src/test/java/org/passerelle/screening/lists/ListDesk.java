package org.passerelle.screening.lists;

import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Finding;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.RuleOutcome;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.ScreeningFixture;

/** Where lists are published, and whoever is asked about a name rules. */
record ListDesk(ScreeningFixture fixture, Path home) {
    ImportOutcome take(String document) {
        return take(document, Optional.empty());
    }

    /** With what is known to be delisted. */
    ImportOutcome take(String document, int delisted) {
        return take(document, Optional.of(delisted));
    }

    ImportOutcome take(String document, Optional<Integer> delisted) {
        return await(fixture.bus.ask(
                Sanctions.IMPORT,
                new Sanctions.Import(ListFixture.packed(document), delisted, "MISSION", "mission.focal-point")));
    }

    Sanctions.Lists lists() {
        return await(fixture.bus.ask(Sanctions.LISTS, new Sanctions.ListsAsked()));
    }

    List<Match> matches() {
        return await(fixture.bus.ask(
                        Sanctions.MATCHES, new Sanctions.MatchesOf(ScreeningFixture.MISSION, Level.CONFIDENTIAL)))
                .matches();
    }

    RuleOutcome rule(String match, String party) {
        return rule(match, party, Finding.NOT_SAME);
    }

    RuleOutcome rule(String match, String party, Finding finding) {
        return await(fixture.bus.ask(
                Sanctions.RULE,
                new Sanctions.Rule(
                        match,
                        party,
                        Level.CONFIDENTIAL,
                        "mission.focal-point",
                        finding,
                        "Born elsewhere, twenty years later.")));
    }

    long tasks() {
        return fixture.rows("select id from task where kind = 'list-match'").size();
    }

    /** Compares once more, as a night or a change of policy does; answers how many tasks that opened. */
    int again() {
        Clock clock = Clock.fixed(ScreeningFixture.NOW, ZoneOffset.UTC);
        NodeConfig.Lists config = NodeConfig.defaults().lists();
        return await(new ListScreening(
                        fixture.vertx,
                        new PartsReader<>(fixture.vertx, fixture.bus, Chunk.class, Manifest::bundle),
                        fixture.database,
                        clock,
                        config,
                        new MatchStore(ListFixture.seal(home)))
                .run());
    }

    static String withoutHim() {
        return ListFixture.text()
                .replace("<FIRST_NAME>IDRISSA", "<FIRST_NAME>Bazi")
                .replace("FICTIF<", "Wassoudene<")
                .replace("Driss Fictive; Abou Inventé (formerly listed as: Idriss Fiktif)", "Bazi")
                .replace("إدريس فكتيف", "")
                .replace("<DATAID>9001</DATAID>", "<DATAID>9009</DATAID>");
    }
}
