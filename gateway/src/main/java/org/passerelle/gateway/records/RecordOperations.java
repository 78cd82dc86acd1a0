package org.passerelle.gateway.records;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.label.Level;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Holds;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.keys.ViewNames;
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.gateway.text.Documents;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;

/** The operations on records, wired. */
public final class RecordOperations {
    private RecordOperations() {}

    public static List<Operation> of(
            Vertx vertx,
            Bus bus,
            Clock clock,
            Disclosure disclosure,
            Similarities similarities,
            ViewTags tags,
            ViewNames names,
            Cursors cursors,
            Documents documents,
            NodeConfig config) {
        Custody custody = new Custody(bus, disclosure.judging());
        Citations citations = new Citations(custody, new KnownContent(bus, disclosure.judging()));
        TearLines tearLines = new TearLines(bus, custody);
        Dependents dependents = new Dependents(disclosure, tearLines, new Chains(bus, custody));
        SourceTelling sources = new SourceTelling(disclosure, custody, clock);
        Intake intake = new Intake(bus, clock, citations, tearLines, sources);
        Notes notes = new Notes(bus);
        VisibleChanges changes = new VisibleChanges(bus, disclosure.judging(), tags);
        SearchRecords search = new SearchRecords(
                disclosure,
                new SearchSights(vertx, bus, clock, disclosure.judging().compiled()),
                cursors,
                bus,
                changes,
                new WordLevel(Level.of(config.storage().searchableLevel())));
        List<Operation> operations = new ArrayList<>(SearchOperations.of(bus, disclosure));
        operations.addAll(LinkOperations.of(bus, disclosure, custody));
        operations.addAll(LocalTagOperations.of(bus, disclosure, custody, sources));
        operations.addAll(List.of(
                new SubmitRecord(disclosure, intake, similarities, sources, bus),
                new GetRecord(disclosure, custody, notes, new Holds(bus), tags),
                new GetRecordDocument(disclosure, custody, notes, new Holds(bus), documents, clock),
                new AddAttachment(
                        vertx,
                        bus,
                        clock,
                        disclosure,
                        custody,
                        citations,
                        tearLines,
                        sources,
                        config.storage().attachmentLimit()),
                new GetAttachment(bus, disclosure, custody, notes, new Holds(bus), tags),
                search,
                new AskMatch(
                        vertx,
                        bus,
                        clock,
                        disclosure,
                        custody,
                        notes,
                        config.matches(),
                        config.lists().threshold()),
                new OpenExport(disclosure),
                new GetExport(),
                new FetchExport(search, names, cursors),
                new ReviseRecord(disclosure, custody, intake, dependents, sources, tags, bus),
                new ListVersions(disclosure, notes, changes),
                new RecallRecord(disclosure, custody, dependents, bus),
                new GetRecalls(disclosure, custody, dependents, bus),
                new GetCorrections(disclosure, custody, bus),
                new GetDisclosures(disclosure, custody, cursors, bus),
                new GetTearLines(disclosure, custody, tearLines),
                new ListCases(bus)));
        return operations;
    }
}
