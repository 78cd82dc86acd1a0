package org.passerelle.gateway.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The portal runs under a policy that allows nothing inline and nothing from elsewhere, and stays small. */
class PortalRulesTest {
    /** What one reader fetches at most: every page, in one language, compressed as it is sent; fourteen seconds at 45 kbit/s. */
    private static final long BUDGET = 75 * 1024L;

    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\b|new Function"
                    + "|setTimeout\\(\\s*[\"'`]|javascript:|\\.setAttribute\\(\\s*\"on|\\bon(?:click|load|error|input|change|submit|focus|key\\w+)\\b");
    private static final Pattern INLINE_IN_HTML =
            Pattern.compile("<script(?![^>]*\\ssrc=)|<style|\\sstyle\\s*=|\\son[a-z]+\\s*=|<base|javascript:");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:https?:)?//[a-z0-9-]+\\.[a-z]", Pattern.CASE_INSENSITIVE);
    private static final Pattern IMPORT = Pattern.compile("from \"(\\./|\\.\\./)([^\"]+)\"");

    private final PackedFiles portal = PackedFiles.packed();

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
        long largestLanguage =
                portal.ending(".json").stream().mapToLong(portal::sent).max().orElseThrow();
        long allLanguages =
                portal.ending(".json").stream().mapToLong(portal::sent).sum();
        long fetched = portal.ending("").stream().mapToLong(portal::sent).sum() - allLanguages + largestLanguage;
        assertTrue(fetched <= BUDGET, "a reader would fetch " + fetched + " bytes");
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
