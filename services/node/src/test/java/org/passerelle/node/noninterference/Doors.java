package org.passerelle.node.noninterference;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.platform.json.Json;

/**
 * What a recipient asks at the doors for one purpose, and the answers without what every answer has of its own: trace, disclosure, date, and
 * the nonce of a cursor. Where a cursor leads is compared by following it.
 */
final class Doors {
    private static final Pattern OWN = Pattern.compile(
            "\"trace\":\"[0-9a-f]+\"|\"disclosure\":\\{[^}]*}|\"salt\":\"[^\"]*\"|\"(?:next|cursor)\":\"[^\"]*\"");
    private static final Pattern CURSOR = Pattern.compile("\"next\":\"([^\"]+)\"");
    // The time of a disclosure is written shorter where it ends in noughts.
    private static final Set<String> ITS_OWN = Set.of(
            "date", "content-length", "ratelimit", "ratelimit-policy", "passerelle-next", "passerelle-disclosure");
    private static final int PAGES = 3;
    private static final int AGAIN = 20;
    /** Followed by a format and filters. */
    private static final String EXPORT = "export ";

    /** Followed by a draft, whose resemblances are asked for. */
    static final String PREVIEW = "preview ";

    private final House house;
    private final String account;
    private final String purpose;

    /** What only the releaser of a record may do to it. */
    enum Attempt {
        ATTACH,
        REVISE,
        RECALL
    }

    Doors(House house, String account, String purpose) {
        this.house = house;
        this.account = account;
        this.purpose = purpose;
    }

    /** Questions about the store as a whole; each is answered alike whatever is hidden. */
    List<String> questions() {
        List<String> questions = new ArrayList<>(List.of(
                // Twice as often: a feed remembers what was dropped from it.
                "/feed?wait=0",
                "/feed?wait=0",
                "/records?limit=200",
                "/records?limit=2",
                "/records?limit=5&q=patrol",
                "/records?limit=5&q=convoy+armed",
                "/records?limit=5&q=" + Store.MARKER,
                "/records?limit=5&type=incident",
                "/records?limit=3&type=seizure",
                "/records?limit=5&country=ML",
                "/records?limit=5&bbox=-6,14,4,20",
                "/records?limit=5&from=2014-01-01T00:00:00Z&to=2019-01-01T00:00:00Z",
                "/records?limit=5&tag=" + encoded("event:type=\"ied\""),
                "/records?limit=2&count=true",
                "/records?limit=2&count=true&q=patrol",
                "/records?limit=2&facets=type,country,level,originator",
                "/records?limit=2&facets=tag,area,grading&q=" + Store.MARKER,
                "/records?limit=5&order=relevance&q=armed+patrol",
                "/records?limit=5&polygon=" + encoded("POLYGON((-6 14, 4 14, 4 20, -6 14))"),
                "/records?limit=5&level=2&count=true",
                "/records?limit=5&grading=C3&area=ML-7",
                EXPORT + "ndjson",
                EXPORT + "csv",
                EXPORT + "geojson",
                EXPORT + "stix",
                EXPORT + "misp",
                EXPORT + "ndjson&q=" + Store.MARKER,
                EXPORT + "ndjson&level=2",
                EXPORT + "csv&originator=MINUSMA",
                EXPORT + "geojson&polygon=POLYGON((-6 14, 4 14, 4 20, -6 14))",
                EXPORT + "stix&area=ML-7",
                EXPORT + "misp&grading=C3"));
        return questions;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * What is asked of one record, whether it is there or not.
     *
     * @param attachment of the record, or of none
     */
    List<String> ofRecord(String attachment) {
        return List.of(
                "",
                "/versions",
                "/document",
                "/audience",
                "/disclosures",
                "/recalls",
                "/corrections",
                "/tear-lines",
                "/tags",
                "/related",
                "/attachments/" + attachment);
    }

    /** The answer to a question about the store: its first pages one after the other. */
    String answer(String question) {
        if (question.startsWith(EXPORT)) {
            return exported(question.substring(EXPORT.length()));
        }
        if (question.startsWith(PREVIEW)) {
            return similar(question.substring(PREVIEW.length()));
        }
        StringBuilder pages = new StringBuilder();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < PAGES; page++) {
            String next = cursor.map(text -> "&cursor=" + text).orElse("");
            HttpResponse<String> answer = settled(() -> house.get(account, question + "&purpose=" + purpose + next));
            pages.append(told(answer)).append('\n');
            Matcher found = CURSOR.matcher(answer.body());
            if (!found.find()) {
                break;
            }
            cursor = Optional.of(found.group(1));
        }
        return pages.toString();
    }

    // What a draft inherits is known to the whole party, whatever its members may read.
    private String similar(String draft) {
        HttpResponse<String> preview = settled(() -> house.post(account, "/previews?recipients=" + account, draft));
        JsonNode json = Json.tree(preview.body());
        String similar = json.path("compared") + " " + json.path("similar");
        return preview.statusCode() + " " + OWN.matcher(similar).replaceAll("");
    }

    private String exported(String wanted) {
        Map<String, String> members = new TreeMap<>(Map.of("purpose", purpose));
        for (String member : ("format=" + wanted).split("&", -1)) {
            members.put(member.substring(0, member.indexOf('=')), member.substring(member.indexOf('=') + 1));
        }
        HttpResponse<String> order = settled(() -> house.post(account, "/exports", Json.write(members)));
        StringBuilder pages = new StringBuilder(told(order)).append('\n');
        Optional<String> place = order.headers().firstValue("Location").map(path -> path.replace("/api/v1", ""));
        Optional<String> cursor = Optional.of("");
        for (int page = 0; place.isPresent() && cursor.isPresent() && page < PAGES; page++) {
            String asked = place.get() + "/pages?limit=4" + cursor.get();
            HttpResponse<String> answer = settled(() -> house.get(account, asked));
            pages.append(told(answer)).append('\n');
            cursor = answer.headers().firstValue("Passerelle-Next").map(next -> "&cursor=" + next);
        }
        return pages.toString();
    }

    /** The answer to a question about one record, without its id. */
    String answer(String question, String record) {
        return told(settled(() -> house.get(account, "/records/" + record + question + "?purpose=" + purpose)))
                .replace(record, "<id>");
    }

    /** The answer to an attempt to change one record, without its id. */
    String attempt(Attempt attempt, String record) {
        String path = "/records/" + record;
        HttpResponse<String> answer = settled(() -> switch (attempt) {
            case ATTACH ->
                house.send(
                        account,
                        path + "/attachments?name=a.txt&label=UNCLASSIFIED//TLP:GREEN",
                        "text/plain",
                        new byte[] {'a'});
            case REVISE -> house.put(account, path, "{}", "If-Match", "\"guess\"");
            case RECALL -> house.post(account, path + "/recalls", "{\"reason\":\"mine\"}");
        });
        return told(answer).replace(record, "<id>");
    }

    // What is busy for a moment says so to everybody, and the same question has the same answer when it is not. One
    // that never comes stays a
    // difference.
    private static HttpResponse<String> settled(Supplier<HttpResponse<String>> question) {
        HttpResponse<String> answer = question.get();
        for (int again = 0; again < AGAIN && busy(answer); again++) {
            answer = question.get();
        }
        return answer;
    }

    private static boolean busy(HttpResponse<String> answer) {
        return answer.statusCode() == 503 || answer.body().contains("\"compared\":false");
    }

    private static String told(HttpResponse<String> answer) {
        StringBuilder told = new StringBuilder().append(answer.statusCode());
        answer.headers().map().entrySet().stream()
                .filter(header -> !ITS_OWN.contains(header.getKey()))
                .forEach(header -> told.append(' ').append(header));
        return told.append('\n')
                .append(OWN.matcher(answer.body()).replaceAll(""))
                .toString();
    }
}
