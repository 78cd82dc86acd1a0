package org.passerelle.audit.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.ProofOf.Kind;
import org.passerelle.platform.json.Json;

/**
 * Logs in a directory: for each log a folder with {@code checkpoint} (the signed note), {@code entries.jsonl}, {@code openings.jsonl}
 * (each with the proof that its interval is in the operator's log) and perhaps {@code remembered} (an earlier checkpoint).
 */
public final class Archive implements LogSource {

    private static final int PAGE = 500;
    private static final String CHECKPOINT = "checkpoint";
    private static final String ENTRIES = "entries.jsonl";
    private static final String OPENINGS = "openings.jsonl";
    private static final String REMEMBERED = "remembered";

    private final Path directory;
    private final Memory memory;
    private final Map<String, List<Audit.Entry>> entries = new HashMap<>();
    private final Map<String, List<Opened>> opened = new HashMap<>();
    private final Map<Long, Audit.Proof> proofs = new HashMap<>();

    /** @param memory of the verifier: an archive that keeps no earlier checkpoint is held to those */
    public Archive(Path directory, Memory memory) {
        this.directory = directory;
        this.memory = memory;
    }

    /** @param proof that the interval's leaf is in the operator's checkpoint */
    private record Opened(Audit.Opening opening, Audit.Proof proof) {}

    /** Copies what a source gives, so that it can be verified later and elsewhere. */
    public static void write(LogSource source, Path directory) throws IOException {
        long operatorSize = 0;
        // The operator's first: a party's log may grow meanwhile, but is never shorter than what that one witnessed.
        List<String> logs = new ArrayList<>(source.logs());
        logs.sort(Comparator.comparing(log -> !log.equals(Leaf.OPERATOR)));
        for (String log : logs) {
            Path folder = Files.createDirectories(folder(directory, log));
            Audit.Checkpoint checkpoint = source.checkpoint(log);
            operatorSize = log.equals(Leaf.OPERATOR) ? checkpoint.size() : operatorSize;
            Files.writeString(folder.resolve(CHECKPOINT), checkpoint.note());
            writeEntries(source, checkpoint, folder.resolve(ENTRIES));
        }
        for (String log : logs) {
            writeOpenings(source, log, operatorSize, folder(directory, log).resolve(OPENINGS));
        }
    }

    private static Path folder(Path directory, String log) {
        return LogName.in(directory, log, "");
    }

    private static void writeEntries(LogSource source, Audit.Checkpoint checkpoint, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        Optional<Audit.Entries> page = source.entries(checkpoint.log(), 0, PAGE);
        if (page.isEmpty()) {
            return;
        }
        while (page.isPresent() && !page.get().entries().isEmpty()) {
            page.get().entries().stream()
                    .filter(entry -> entry.index() < checkpoint.size())
                    .map(Json::write)
                    .forEach(lines::add);
            long next = page.get().entries().getLast().index() + 1;
            page = next < checkpoint.size() ? source.entries(checkpoint.log(), next, PAGE) : Optional.empty();
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    private static void writeOpenings(LogSource source, String log, long operatorSize, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Audit.Opening> page = source.openings(log, 0, PAGE);
        while (!page.isEmpty()) {
            for (Audit.Opening opening : page) {
                if (opening.position() < operatorSize) {
                    Optional<Audit.Proof> proof = source.proof(
                            new Audit.ProofOf(Leaf.OPERATOR, Kind.INCLUSION, opening.position(), operatorSize));
                    Audit.Proof kept = proof.orElse(new Audit.Proof(List.of(), Optional.empty()));
                    lines.add(Json.write(new Opened(opening, kept)));
                }
            }
            page = source.openings(log, page.getLast().interval(), PAGE);
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    @Override
    public List<String> logs() throws IOException {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(CHECKPOINT)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Audit.Checkpoint checkpoint(String log) throws IOException {
        String note = Files.readString(folder(directory, log).resolve(CHECKPOINT));
        // The note alone counts; size and root stand in it.
        int end = note.indexOf("\n\n");
        Optional<TreeHead> head = end < 0 ? Optional.empty() : TreeHead.parse(note.substring(0, end + 1));
        return new Audit.Checkpoint(
                log,
                head.map(TreeHead::size).orElse(0L),
                head.map(each -> each.root().hex()).orElse(""),
                note);
    }

    @Override
    public Optional<Audit.Entries> entries(String log, long after, int limit) throws IOException {
        Path file = folder(directory, log).resolve(ENTRIES);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<Audit.Entry> all = entries.get(log);
        if (all == null) {
            all = lines(file).map(line -> Json.read(line, Audit.Entry.class)).toList();
            entries.put(log, all);
        }
        List<Audit.Entry> page = all.stream().skip(after).limit(limit).toList();
        return Optional.of(new Audit.Entries(page, all.size()));
    }

    /** Only the proofs that the archive keeps with its openings. */
    @Override
    public Optional<Audit.Proof> proof(Audit.ProofOf asked) throws IOException {
        if (!asked.log().equals(Leaf.OPERATOR) || asked.kind() != Kind.INCLUSION) {
            return Optional.empty();
        }
        if (proofs.isEmpty()) {
            for (String log : logs()) {
                opened(log).forEach(each -> proofs.put(each.opening().position(), each.proof()));
            }
        }
        return Optional.ofNullable(proofs.get(asked.index()));
    }

    /** All that remain, whatever the limit: they are in memory anyway. */
    @Override
    public List<Audit.Opening> openings(String log, long afterInterval, int limit) throws IOException {
        return opened(log).stream()
                .map(Opened::opening)
                .filter(opening -> opening.interval() > afterInterval)
                .toList();
    }

    private List<Opened> opened(String log) throws IOException {
        List<Opened> known = opened.get(log);
        if (known == null) {
            Path file = folder(directory, log).resolve(OPENINGS);
            known = Files.exists(file)
                    ? lines(file).map(line -> Json.read(line, Opened.class)).toList()
                    : List.of();
            opened.put(log, known);
        }
        return known;
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
    }

    @Override
    public List<String> remembered(String log) throws IOException {
        List<String> notes = new ArrayList<>();
        memory.checkpoint(log).ifPresent(notes::add);
        Path file = folder(directory, log).resolve(REMEMBERED);
        if (Files.exists(file)) {
            notes.add(Files.readString(file));
        }
        return notes;
    }

    /** An archive may be of any party. */
    @Override
    public Optional<String> party() {
        return Optional.empty();
    }
}
