package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Other people's JSON, kept as it was written: members in their order and numbers with every digit. */
final class ExactJson {
    /** Also reads trees out of the middle of a file. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int MOST_ZEROS = 100;
    private static final ObjectReader WHOLE = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ExactJson() {}

    /** The tree; empty when the text is no JSON or names a member twice. */
    static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(WHOLE.readTree(text)).filter(tree -> !tree.isMissingNode());
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a tree that was read can be written", unwritable);
        }
    }

    /** A value as a table has it: a number with all its digits. One with more zeros than there is room for stays as it was written. */
    static String plain(JsonNode value) {
        return value.isBigDecimal() && Math.abs(value.decimalValue().scale()) <= MOST_ZEROS
                ? value.decimalValue().toPlainString()
                : value.asText();
    }

    /** The text of a member; empty when it is absent or none. */
    static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
