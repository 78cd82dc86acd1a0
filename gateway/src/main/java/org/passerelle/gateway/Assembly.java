package org.passerelle.gateway;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.message.Hint;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.gateway.agreements.AgreementOperations;
import org.passerelle.gateway.allegations.AllegationOperations;
import org.passerelle.gateway.assessments.AssessmentOperations;
import org.passerelle.gateway.audit.AuditOperations;
import org.passerelle.gateway.caller.CallerOperations;
import org.passerelle.gateway.decisions.ExplainDecision;
import org.passerelle.gateway.diligence.DiligenceOperations;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Handovers;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.edge.Api;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.gateway.edge.Description;
import org.passerelle.gateway.edge.Door;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Permits;
import org.passerelle.gateway.edge.RateLimit;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.edge.Site;
import org.passerelle.gateway.edge.StepUp;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.exemptions.ExemptionOperations;
import org.passerelle.gateway.feed.FeedOperations;
import org.passerelle.gateway.feed.Wakeups;
import org.passerelle.gateway.groups.GroupOperations;
import org.passerelle.gateway.holds.HoldOperations;
import org.passerelle.gateway.impact.GetImpact;
import org.passerelle.gateway.imports.ImportOperations;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.keys.ViewNames;
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.gateway.policy.CompiledBundles;
import org.passerelle.gateway.policy.PolicyAlerts;
import org.passerelle.gateway.policy.PolicyLease;
import org.passerelle.gateway.policy.RemoteAuthority;
import org.passerelle.gateway.policy.SeenVersion;
import org.passerelle.gateway.policy.SignedBundles;
import org.passerelle.gateway.previews.PreviewOperations;
import org.passerelle.gateway.quarantine.QuarantineOperations;
import org.passerelle.gateway.records.BulkIntake;
import org.passerelle.gateway.records.RecordOperations;
import org.passerelle.gateway.records.Similarities;
import org.passerelle.gateway.sanctions.SanctionsOperations;
import org.passerelle.gateway.standing.AccountOperations;
import org.passerelle.gateway.standing.KeyOperations;
import org.passerelle.gateway.standing.PartyOperations;
import org.passerelle.gateway.standing.StandingOperations;
import org.passerelle.gateway.standing.UnitOperations;
import org.passerelle.gateway.standing.VocabularyOperations;
import org.passerelle.gateway.tasks.TaskOperations;
import org.passerelle.gateway.text.Documents;
import org.passerelle.gateway.text.PdfPress;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.service.ServiceContext;

/** Everything that a gateway is made of, wired. */
record Assembly(PolicyLease lease, Disclosure disclosure, Wakeups wakeups, Api api, Site site) {
    private static final int CALLS_PER_SECOND = 500;

    private static final String LABEL_CLASSES = "passerelle.label.classes";
    private static final String AUTHORITY_KEY = "keys/authority.pem";

    static Assembly of(ServiceContext context, SignIn signIn, Permits permits) {
        return of(context, signIn, permits, new RateLimit(CALLS_PER_SECOND, System::nanoTime));
    }

    static Assembly of(ServiceContext context, SignIn signIn, Permits permits, RateLimit rates) {
        Vertx vertx = context.vertx();
        Bus bus = context.bus();
        NodeConfig config = context.config();
        String authorityKey = Ed25519Keys.loadOrGenerate(config.homeDirectory().resolve(AUTHORITY_KEY))
                .publicKey();
        InstallationKey installation =
                InstallationKey.loadOrGenerate(config.homeDirectory().resolve(InstallationKey.FILE));
        SignedBundles signed = new SignedBundles(authorityKey);
        PolicyLease lease = new PolicyLease(
                new RemoteAuthority(vertx, bus, UUID.randomUUID().toString(), signed),
                context.clock(),
                System::nanoTime,
                new PolicyAlerts(config.name(), bus, context.meters()),
                new SeenVersion(vertx, config.homeDirectory().resolve("policy").resolve(config.name() + ".seen")));
        Disclosure disclosure = new Disclosure(
                lease,
                new Judging(bus, context.clock(), new CompiledBundles()),
                bus,
                context.clock(),
                new Handovers(context.meters(), config.policy().window()),
                config.policy().window(),
                config.bus().askTimeout());
        Wakeups wakeups = new Wakeups(vertx);
        Contract contract = Contract.load();
        Api api = new Api(
                vertx,
                contract,
                new Door(signIn, permits, disclosure, contract, bus, context.clock()),
                rates,
                operations(context, disclosure, lease, installation, wakeups, signed));
        Site site = new Site(vertx);
        site.beside(new Description(contract)::mount);
        return new Assembly(lease, disclosure, wakeups, api, site);
    }

    private static List<Operation> operations(
            ServiceContext context,
            Disclosure disclosure,
            PolicyLease lease,
            InstallationKey installation,
            Wakeups wakeups,
            SignedBundles signed) {
        Bus bus = context.bus();
        Clock clock = context.clock();
        Cursors cursors = new Cursors(installation);
        List<Operation> operations = new ArrayList<>();
        operations.addAll(CallerOperations.of(disclosure, clock));
        Documents documents = new Documents(new PdfPress(context.vertx()));
        Similarities similarities = Similarities.over(context.vertx(), bus, clock, disclosure);
        operations.addAll(RecordOperations.of(
                context.vertx(),
                bus,
                clock,
                disclosure,
                similarities,
                new ViewTags(installation),
                new ViewNames(installation),
                cursors,
                documents,
                context.config()));
        operations.addAll(ImportOperations.of(
                context.vertx(),
                bus,
                clock,
                disclosure,
                cursors,
                BulkIntake.over(context.vertx(), bus, clock, disclosure)));
        operations.add(new ExplainDecision(disclosure, bus, clock));
        operations.addAll(PreviewOperations.of(context.vertx(), bus, clock, disclosure, similarities));
        operations.addAll(FeedOperations.of(bus, clock, disclosure, lease, cursors, wakeups));
        StepUp stepUp = new StepUp(lease::current, clock);
        operations.addAll(AgreementOperations.of(bus, stepUp, documents));
        operations.add(new GetImpact(context.vertx(), bus, clock, disclosure));
        operations.addAll(StandingOperations.of(bus));
        operations.addAll(AccountOperations.of(bus));
        operations.addAll(GroupOperations.of(bus, clock, disclosure));
        operations.addAll(KeyOperations.of(bus, stepUp));
        operations.addAll(PartyOperations.of(bus, stepUp, disclosure));
        operations.addAll(UnitOperations.of(bus));
        operations.addAll(VocabularyOperations.of(bus));
        operations.addAll(AssessmentOperations.of(bus, clock, lease::current));
        operations.addAll(ExemptionOperations.of(bus, disclosure));
        operations.addAll(AllegationOperations.of(bus, clock, disclosure));
        operations.addAll(QuarantineOperations.of(bus, clock, disclosure));
        // Apart from the lease, whose parts of the policy in force it would forget.
        operations.addAll(DiligenceOperations.of(
                bus, clock, disclosure, cursors, documents, new RemoteAuthority(context.vertx(), bus, "", signed)));
        operations.addAll(SanctionsOperations.of(bus, disclosure));
        operations.addAll(HoldOperations.of(bus, clock));
        operations.addAll(TaskOperations.of(bus));
        operations.addAll(AuditOperations.of(bus));
        return operations;
    }

    /** Keeps the lease, and wakes who waits. Unready without policy; the lease comes by itself once the authority answers. */
    Future<Void> follow(ServiceContext context) {
        context.health()
                .register(
                        "policy-lease",
                        () -> Future.succeededFuture(lease.current().isPresent()));
        lease.watch(wakeups::wakeAll);
        lease.watch(() -> compile(context.vertx()));
        Gauge.builder(LABEL_CLASSES, disclosure.judging().compiled().catalogue(), ClassCatalogue::highest)
                .description("Label classes that are told apart, of at most " + LabelClasses.MOST)
                .register(context.meters());
        context.vertx().setPeriodic(context.config().policy().renewEvery().toMillis(), tick -> lease.renew());
        lease.renew();
        return context.bus()
                .onHint(Hint.POLICY_CHANGED, lease::renew)
                .compose(listening -> context.bus().onHint(Hint.FEED_GREW, wakeups::wakeAll));
    }

    /** Ahead of the first request, and not on the event loop: it looks at every clause. */
    private void compile(Vertx vertx) {
        lease.current()
                .map(LeasedBundle::bundle)
                .ifPresent(bundle ->
                        Workers.run(vertx, () -> disclosure.judging().compiled().of(bundle)));
    }
}
