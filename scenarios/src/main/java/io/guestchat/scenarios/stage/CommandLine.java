package io.guestchat.scenarios.stage;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Options that each have a value: {@code --name value}. Errors are for the person who typed them. */
public final class CommandLine {
    private final Map<String, String> given = new TreeMap<>();

    /** @throws IllegalArgumentException when the last option has no value */
    public CommandLine(List<String> words) {
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            given.put(name, rest.next());
        }
    }

    /**
     * Reads what a program was started with, or ends it, with exit code 2, after telling why.
     *
     * @param reader throws {@link IllegalArgumentException} for the person who typed it
     */
    public static <T> T readOrExit(String[] args, Function<List<String>, T> reader) {
        try {
            return reader.apply(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nSee ./guestchat help");
            System.exit(2);
            throw e;
        }
    }

    /**
     * The value of an option.
     *
     * @param otherwise if it was not given
     * @throws IllegalArgumentException when it cannot be read
     */
    public <T> T take(String name, Function<String, T> reader, T otherwise) {
        String value = given.remove(name);
        try {
            return value == null ? otherwise : reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " cannot be " + value, e);
        }
    }

    /** @throws IllegalArgumentException when there was an option that nobody took */
    public void end() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown option: " + given.keySet().iterator().next());
        }
    }
}
