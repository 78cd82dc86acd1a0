package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;

/** Makes submissions of rows: objects of cells by their columns. */
final class MappedTranslator implements Translator {
    private final Mapping mapping;

    MappedTranslator(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Translated translate(Item.Whole item) {
        Optional<JsonNode> row = ExactJson.tree(item.text()).filter(JsonNode::isObject);
        if (row.isPresent()) {
            return new MappedRow(mapping, item.line()).translate(row.get(), Optional.empty());
        }
        Fault fault = new Fault("", Fault.Code.NOT_JSON, "is no object of cells by their columns");
        return new Translated.Refused(List.of(new LocatedFault(fault, Math.toIntExact(item.line()), 0)));
    }
}
