package org.passerelle.gateway;

import io.vertx.core.Future;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.diligence.DiligenceExamples;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.History;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** What a door is told that asks for the due diligence of a release of RIVER to a battalion of LAKE, whose commander has changed since. */
final class DiligenceAnswers {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final String COMMANDER = "Colonel Idrissa Fictif";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private DiligenceAnswers() {}

    /** A gateway under that policy, whose log tells of those pages of releases and whose exchange of those rulings. */
    static RunningGateway opened(
            Path home, Function<Audit.ReleasesOf, List<Release>> pages, Supplier<List<History.Ruling>> rulings) {
        RunningGateway gateway = new RunningGateway(home);
        gateway.answers.policy = DiligenceAnswers::policy;
        gateway.answers.policyVersion = 2;
        gateway.answers.barrier = 2;
        RunningGateway.await(gateway.assembly().lease().renew());
        gateway.answers.records.put("r-1", World.record("r-1", Level.UNCLASSIFIED, "text"));
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(5));
        RunningGateway.await(Future.all(
                bus.answer(Audit.RELEASE, ask -> Future.succeededFuture(new Audit.ReleaseTold(released(ask)))),
                bus.answer(Audit.RELEASES, ask -> Future.succeededFuture(new Audit.Releases(pages.apply(ask)))),
                bus.answer(History.ASSESSMENTS, ask -> Future.succeededFuture(then(ask))),
                bus.answer(History.RULINGS, ask -> Future.succeededFuture(new History.Rulings(rulings.get())))));
        RunningGateway.await(Future.all(
                bus.answer(
                        History.ASSESSMENTS_OF,
                        ask -> Future.succeededFuture(new History.AssessmentsThen(List.of(
                                DiligenceExamples.assessment("has-bn1", Optional.of("BN1"), Optional.empty()))))),
                bus.answer(
                        History.HELD,
                        ask -> Future.succeededFuture(
                                new History.Held(List.of(new History.HoldCount(Code.ALLEGATION, "granted", 3))))),
                bus.answer(Exemptions.LIST, ask -> Future.succeededFuture(exemptions(ask))),
                bus.answer(Tasks.LIST, ask -> Future.succeededFuture(new Tasks.TaskList(tasks(ask))))));
        return gateway;
    }

    /** RIVER assesses LAKE's brigade, whose commander has changed with the second version of the policy. */
    private static Bundle policy(long version) {
        Bundle world = World.bundle(version);
        Map<String, Account> accounts = new HashMap<>(world.accounts());
        accounts.put("river.focal", role(accounts, "river.officer", "river.focal", "human-rights-focal-point"));
        accounts.put("river.auditor", role(accounts, "river.officer", "river.auditor", "auditor"));
        accounts.put("lake.focal", role(accounts, "lake.officer", "lake.focal", "human-rights-focal-point"));
        String commander = version == 1 ? COMMANDER : "Colonel Nouveau Inventé";
        Map<String, Unit> units = Map.of(
                "BDE", unit("BDE", Optional.empty(), "General Inventé"),
                "BN1", unit("BN1", Optional.of("BDE"), commander),
                "BN2", unit("BN2", Optional.empty(), commander));
        Assessment brigade = DiligenceExamples.assessment("has-bde", Optional.of("BDE"), Optional.empty())
                .assessment();
        Assessment commanderOf = DiligenceExamples.assessment(
                        "has-commander", Optional.empty(), Optional.of("Colonel Nouveau Inventé"))
                .assessment();
        Assessment whole = DiligenceExamples.assessment("has-lake", Optional.empty(), Optional.empty())
                .assessment();
        Allegation allegation = new Allegation(
                "alleged",
                "RIVER",
                Optional.of("BN2"),
                Optional.empty(),
                AT.minusSeconds(86_400),
                AT,
                new Grading("C3"),
                Allegation.Status.OPEN);
        return With.with(
                With.with(
                        With.with(With.with(world, "accounts", accounts), "units", units),
                        "assessments",
                        List.of(brigade, commanderOf, whole)),
                "allegations",
                List.of(allegation));
    }

    private static Account role(Map<String, Account> accounts, String like, String id, String role) {
        return With.with(With.with(Objects.requireNonNull(accounts.get(like)), "id", id), "roles", Set.of(role));
    }

    private static Unit unit(String id, Optional<String> parent, String commander) {
        return new Unit(id, "LAKE", id, parent, List.of(new Unit.Command(commander, Instant.EPOCH, Optional.empty())));
    }

    private static Optional<Audit.Evidence> released(Audit.ReleaseOf ask) {
        if (!ask.equals(new Audit.ReleaseOf("RIVER", "d-1"))) {
            return Optional.empty();
        }
        Audit.ReleaseItem item = new Audit.ReleaseItem(
                "r-1",
                1,
                "RIVER",
                List.of("river-to-lake"),
                List.of("ab".repeat(32)),
                List.of("has-bn1", "exemption-1"),
                "cd".repeat(32),
                false);
        Audit.ReleaseLeaf leaf = new Audit.ReleaseLeaf(
                "d-1", AT, 1, "LAKE", "lake-bn1-system", Action.READ, "early-warning", "00", List.of(item));
        return Optional.of(new Audit.Evidence(17, DiligenceExamples.HASH, leaf, Optional.of("BN1"), Optional.of(1)));
    }

    private static Exemptions.Listed exemptions(Exemptions.Of ask) {
        Exemptions.Entry entry = new Exemptions.Entry(
                "exemption-1",
                "imminent-threat-to-life",
                "BN1",
                "r-1",
                1,
                "early-warning",
                "river.focal",
                "An attack is expected.",
                AT.minusSeconds(600),
                Exemptions.State.REVIEWED,
                Optional.of(AT.plusSeconds(600)),
                List.of(
                        new Exemptions.Done(
                                Exemptions.Kind.APPROVE,
                                "river.approver",
                                "Lives are in danger.",
                                AT.minusSeconds(300)),
                        new Exemptions.Done(
                                Exemptions.Kind.REVIEW, "river.focal", "It was needed.", AT.plusSeconds(900))));
        return new Exemptions.Listed(ask.party().equals("RIVER") ? List.of(entry) : List.of());
    }

    private static History.AssessmentsThen then(History.AssessmentsAt ask) {
        return ask.equals(new History.AssessmentsAt("RIVER", Set.of("has-bn1"), 1, AT))
                ? new History.AssessmentsThen(
                        List.of(DiligenceExamples.assessment("has-bn1", Optional.of("BN1"), Optional.empty())))
                : new History.AssessmentsThen(List.of());
    }

    private static List<Tasks.Task> tasks(Tasks.TasksOf ask) {
        return ask.state() == Tasks.State.DONE
                ? List.of(new Tasks.Task(
                        Tasks.Due.of(Tasks.Kind.RELEASE_REVIEW, "has-bn1", "RIVER", ask.roles(), AT),
                        AT,
                        Tasks.State.DONE,
                        Optional.empty()))
                : List.of();
    }

    /** What RIVER's focal point gets in that form. */
    static HttpResponse<byte[]> bytes(RunningGateway gateway, String path, String accept) throws Exception {
        HttpRequest request = gateway.request(path)
                .header("Test-Account", "river.focal")
                .header("Accept", accept)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
