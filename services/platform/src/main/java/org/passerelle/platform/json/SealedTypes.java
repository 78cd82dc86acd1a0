package org.passerelle.platform.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sealed interfaces are told apart by the property {@code kind}: the simple name of the variant in lower-kebab case. */
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    static final String KIND = "kind";

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (sealed(type) || variant(type)) {
            return JsonTypeInfo.Value.construct(
                    JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, KIND, null, false, true);
        }
        return super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        Class<?> type = annotated.getRawType();
        return sealed(type)
                ? variants(type)
                        .map(variant -> new NamedType(variant, name(variant)))
                        .toList()
                : super.findSubtypes(annotated);
    }

    @Override
    public @Nullable String findTypeName(com.fasterxml.jackson.databind.introspect.AnnotatedClass annotated) {
        return variant(annotated.getRawType()) ? name(annotated.getRawType()) : super.findTypeName(annotated);
    }

    private static boolean sealed(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    static boolean variant(Class<?> type) {
        return type.isRecord() && Arrays.stream(type.getInterfaces()).anyMatch(SealedTypes::sealed);
    }

    static Stream<Class<?>> variants(Class<?> type) {
        return sealed(type)
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedTypes::variants)
                : Stream.of(type);
    }

    static String name(Class<?> variant) {
        return variant.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
