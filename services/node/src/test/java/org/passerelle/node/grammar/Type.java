package org.passerelle.node.grammar;

/** How the types of the grammar are written, and what the loader says of a value that has another. */
final class Type {
    private Type() {}

    /** One value, a list, or values by name. */
    enum Shape {
        ONE,
        LIST,
        BY_NAME
    }

    static Shape shape(String type) {
        return type.startsWith("[") ? Shape.LIST : type.startsWith("{") ? Shape.BY_NAME : Shape.ONE;
    }

    static String inner(String type) {
        return shape(type) == Shape.ONE ? type : type.substring(1, type.length() - 1);
    }

    /** Whether the grammar means an object of its own. */
    static boolean object(String type) {
        return inner(type).matches("[A-Z]{3,}");
    }

    /** What the loader asks for instead of a number with a fraction. */
    static String expected(String type) {
        return switch (shape(type)) {
            case LIST -> object(type) ? "a list of objects" : "a list of different texts";
            case BY_NAME -> "must be an object";
            case ONE ->
                object(type)
                        ? "must be an object"
                        : switch (type) {
                            case "level" -> "a level from 0 to 3";
                            case "number" -> "a whole number";
                            case "true or false" -> "true or false";
                            case "date" -> "a date such as";
                            case "duration" -> "a length of time such as";
                            default -> "must be text";
                        };
        };
    }

    /** Whether the values are words of a closed list that the type names. */
    static boolean word(String type) {
        return !object(type)
                && switch (inner(type)) {
                    case "text", "level", "number", "true or false", "date", "duration" -> false;
                    default -> shape(type) != Shape.BY_NAME;
                };
    }
}
