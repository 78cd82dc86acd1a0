package org.passerelle.gateway.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.core.explanation.Language;
import org.passerelle.platform.json.Json;

/** The portal runs under a policy that allows nothing inline and nothing from elsewhere, and stays small. */
class PortalRulesTest {
    /** What one reader fetches at most: every page, and all words of one language, as they are sent; fourteen seconds at 45 kbit/s. */
    private static final long BUDGET = 77 * 1024L;

    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\b|new Function"
                    + "|setTimeout\\(\\s*[\"'`]|javascript:|\\.setAttribute\\(\\s*\"on|\\bon(?:click|load|error|input|change|submit|focus|key\\w+)\\b");
    private static final Pattern INLINE_IN_HTML =
            Pattern.compile("<script(?![^>]*\\ssrc=)|<style|\\sstyle\\s*=|\\son[a-z]+\\s*=|<base|javascript:");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https?:)?//[a-z0-9-]+\\.[a-z]", Pattern.CASE_INSENSITIVE);
    private static final Pattern IMPORT = Pattern.compile("from \"(\\./|\\.\\./)([^\"]+)\"");

    /** As whoever reads the source sees them: lines from one that opens a comment to one that ends with it. */
    private static final Pattern COMMENTS = Pattern.compile("(?m)^ *(?://.*|/\\*[\\s\\S]*?\\*/)\n");

    private final PackedFiles portal = PackedFiles.packed();
    private final PortalFiles files = PortalFiles.packed();

    @Test
    void neverBuildsMarkupFromText() {
        assertEquals(List.of(), found(".js", MARKUP_FROM_TEXT));
    }

    @Test
    void hasNothingInline() {
        assertEquals(List.of(), found(".html", INLINE_IN_HTML));
    }

    @Test
    void namesNoOtherHost() {
        for (String suffix : List.of(".html", ".css", ".js", ".json")) {
            assertEquals(List.of(), found(suffix, ELSEWHERE));
        }
    }

    @Test
    void importsOnlyWhatIsThere() {
        for (Path script : portal.ending(".js")) {
            for (MatchResult match :
                    IMPORT.matcher(portal.text(script)).results().toList()) {
                Path imported =
                        script.resolveSibling(match.group(1) + match.group(2)).normalize();
                assertTrue(Files.exists(imported), portal.name(script) + " imports " + match.group(2));
            }
        }
    }

    @Test
    void everyModuleIsUsed() {
        TreeSet<String> unused = new TreeSet<>();
        portal.ending(".js").forEach(script -> unused.add(script.getFileName().toString()));
        portal.ending(".js")
                .forEach(script -> IMPORT.matcher(portal.text(script))
                        .results()
                        .forEach(match -> unused.remove(
                                Path.of(match.group(2)).getFileName().toString())));
        portal.ending(".js").stream()
                .filter(script -> portal.name(script).startsWith("js/pages/"))
                .forEach(page -> unused.remove(page.getFileName().toString()));
        assertEquals(List.of("main.js"), List.copyOf(unused));
    }

    @Test
    void staysWithinTheBudgetOfAThinLink() {
        long pages = portal.ending("").stream()
                .map(portal::name)
                .filter(name -> !name.endsWith(".json"))
                .mapToLong(this::sent)
                .sum();
        long words = Arrays.stream(Language.values())
                .mapToLong(language ->
                        sent("i18n/" + language.tag() + ".json") + sent("i18n/codes-" + language.tag() + ".json"))
                .max()
                .orElseThrow();
        assertTrue(pages + words <= BUDGET, "a reader would fetch " + (pages + words) + " bytes");
    }

    @Test
    void sendsAllButTheCommentsAndIndentationOfItsScriptsAndStyles() {
        for (String suffix : List.of(".js", ".css")) {
            for (Path file : portal.ending(suffix)) {
                String code = COMMENTS.matcher(portal.text(file)).replaceAll("");
                String sent = content(portal.name(file));
                assertEquals(
                        code.lines().map(String::stripLeading).toList(),
                        sent.lines().toList());
                assertEquals(code.endsWith("\n"), sent.endsWith("\n"));
                assertEquals(
                        List.of(),
                        sent.lines()
                                .filter(line -> line.strip().startsWith("/"))
                                .toList());
            }
        }
    }

    /** What stands at the beginning of a line is not sent, so it must be no part of a text. */
    @Test
    void noTextOfAScriptGoesOverTheEndOfALine() {
        for (Path file : portal.ending(".js")) {
            portal.text(file)
                    .lines()
                    .forEach(line -> assertEquals(
                            0,
                            line.chars().filter(letter -> letter == '`').count() % 2,
                            portal.name(file) + ": " + line));
        }
    }

    @Test
    void sendsItsWordsAsTheyAreWritten() {
        for (Language language : Language.values()) {
            String name = "i18n/" + language.tag() + ".json";
            assertEquals(Json.tree(portal.text(portal.root().resolve(name))), Json.tree(content(name)));
        }
    }

    private long sent(String name) {
        return served(name).zipped().length;
    }

    private String content(String name) {
        return new String(served(name).content(), StandardCharsets.UTF_8);
    }

    private PortalFile served(String name) {
        return files.at(name.equals("index.html") ? "" : files.version() + "/" + name)
                .orElseThrow(() -> new AssertionError(name));
    }

    private List<String> found(String suffix, Pattern forbidden) {
        return portal.ending(suffix).stream()
                .flatMap(file -> forbidden
                        .matcher(portal.text(file))
                        .results()
                        .map(match -> portal.name(file) + ": " + match.group()))
                .toList();
    }
}
