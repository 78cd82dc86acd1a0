package org.passerelle.gateway.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.View;

/** Renders views in the recipient's marking system. */
public final class ViewJson {
    /** The member in which a grading leaves. */
    public static final String GRADING = "grading";

    /** The member that says how long it may be kept. */
    static final String RETENTION = "retainUntil";

    private final Bundle bundle;
    private final String markingSystem;

    /** @param recipient party in whose marking system the view is written */
    public ViewJson(Bundle bundle, String recipient) {
        this.bundle = bundle;
        this.markingSystem = Optional.ofNullable(bundle.parties().get(recipient))
                .map(party -> party.markingSystem())
                .orElse("");
    }

    /** The view's JSON; empty when a level has no words in the recipient's system, and then it cannot leave. */
    public Optional<RenderedView> render(View view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", view.recordId());
        json.put("releaser", view.releaser());
        if (view.recalled()) {
            json.put("recalled", true);
        }
        Optional<Map<String, Object>> overall = label(view.label(), view.onward());
        List<Map<String, Object>> portions = new ArrayList<>();
        for (View.Portion portion : view.portions()) {
            label(portion.label(), portion.onward()).ifPresent(label -> portions.add(portion(portion, label)));
        }
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (View.Attachment attachment : view.attachments()) {
            label(attachment.label(), attachment.onward())
                    .ifPresent(label -> attachments.add(attachment(attachment, label)));
        }
        if (overall.isEmpty()
                || portions.size() != view.portions().size()
                || attachments.size() != view.attachments().size()) {
            return Optional.empty();
        }
        json.put("label", overall.get());
        view.head().ifPresentOrElse(head -> head(json, head, view), () -> graded(json, view));
        json.put("portions", portions);
        if (!attachments.isEmpty()) {
            json.put("attachments", attachments);
        }
        json.put("handling", new TreeSet<>(view.handling()));
        view.retainUntil().ifPresent(until -> json.put(RETENTION, until));
        boolean rolling = !view.retainUntil().equals(view.label().retainUntil());
        return Optional.of(RenderedView.of(json, rolling));
    }

    private static Map<String, Object> portion(View.Portion portion, Map<String, Object> label) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("field", portion.field());
        json.put("text", portion.text());
        json.put("label", label);
        return json;
    }

    private static Map<String, Object> attachment(View.Attachment attachment, Map<String, Object> label) {
        Content.Attachment file = attachment.file();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", file.id());
        json.put("name", file.name());
        json.put("type", file.mediaType());
        json.put("size", file.size());
        json.put("sha256", file.hash());
        json.put("label", label);
        return json;
    }

    /**
     * What is said of the one file of a view when its bytes leave: its hash stands for them.
     *
     * @param grading that leaves with the record
     */
    Optional<RenderedView> file(View view, Optional<Grading> grading) {
        View.Attachment only = view.attachments().getFirst();
        return label(only.label(), only.onward()).map(label -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("record", view.recordId());
            json.put("attachment", attachment(only, label));
            grading.ifPresent(graded -> json.put(GRADING, graded.text()));
            return RenderedView.of(json);
        });
    }

    /** A label in the words of the recipient's system; empty when its level has none there. */
    public Optional<Map<String, Object>> label(Label label) {
        return bundle.markings().words(markingSystem, label.level()).map(words -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("marking", words);
            json.put("level", label.level().number());
            json.put("tlp", label.tlp().text());
            if (!label.compartments().isEmpty()) {
                json.put("compartments", label.compartments());
            }
            names(label.releasableTo()).ifPresent(names -> json.put("releasableTo", names));
            names(label.purposes()).ifPresent(names -> json.put("purposes", names));
            return json;
        });
    }

    /** The same with the terms under which a recipient has what it marks. */
    private Optional<Map<String, Object>> label(Label label, Audience onward) {
        Optional<Map<String, Object>> words = label(label);
        words.ifPresent(json -> names(onward).ifPresent(names -> json.put("onward", names)));
        return words;
    }

    private static void head(Map<String, Object> json, Content.Head head, View view) {
        json.put("type", head.type());
        json.put("language", head.language());
        graded(json, view);
        head.eventTime().ifPresent(time -> json.put("eventTime", time));
        head.validUntil().ifPresent(time -> json.put("validUntil", time));
        if (view.stale()) {
            json.put("stale", true);
        }
        head.country().ifPresent(country -> json.put("country", country));
        if (!head.admin1().isEmpty()) {
            json.put("admin1", head.admin1());
        }
        head.geometry().ifPresent(geometry -> json.put("geometry", geometry(geometry)));
        if (head.geometry().isPresent() || view.geometry() == GeometryTier.ADMIN_1) {
            json.put("geometryPrecision", precision(view.geometry()));
        }
        if (!head.tags().isEmpty()) {
            json.put("tags", head.tags());
        }
        if (!head.details().isEmpty()) {
            json.put("details", new TreeMap<>(head.details()));
        }
    }

    private static void graded(Map<String, Object> json, View view) {
        view.grading().ifPresent(grading -> json.put(GRADING, grading.text()));
        if (view.gradingStatement()) {
            Grading owed = view.grading().orElse(Grading.CANNOT_BE_JUDGED);
            json.put("gradingStatement", GradingStatement.of(owed));
        }
    }

    /** Names of a restricted audience, sorted; empty when it is unrestricted. */
    public static Optional<List<String>> names(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted everybody -> Optional.empty();
            case Audience.Only only -> Optional.of(List.copyOf(new TreeSet<>(only.names())));
        };
    }

    /** The exactness of a place as the API writes it. */
    public static String precision(GeometryTier tier) {
        return switch (tier) {
            case EXACT -> "exact";
            case KM_10 -> "10km";
            case KM_50 -> "50km";
            case ADMIN_1 -> "admin-1";
        };
    }

    private static Map<String, Object> geometry(Geometry geometry) {
        List<List<Double>> positions = geometry.positions().stream()
                .map(position -> List.of(position.longitude(), position.latitude()))
                .toList();
        return switch (geometry.kind()) {
            case POINT -> shape("Point", positions.getFirst());
            case LINE_STRING -> shape("LineString", positions);
            case POLYGON -> shape("Polygon", List.of(positions));
        };
    }

    private static Map<String, Object> shape(String type, Object coordinates) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("coordinates", coordinates);
        return json;
    }
}
