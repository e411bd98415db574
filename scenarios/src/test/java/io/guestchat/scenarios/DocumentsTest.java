package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader who follows a link in the documents arrives. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("guestchat.root"));
    /** The target of a Markdown link or image, without its anchor; addresses on the web are not followed. */
    private static final Pattern TARGET = Pattern.compile("]\\((?!https?:)([^)#\\s]+)");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<Path> documents = documents();
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            Matcher links = TARGET.matcher(Files.readString(document));
            while (links.find()) {
                if (!Files.exists(document.resolveSibling(links.group(1)))) {
                    broken.add(ROOT.relativize(document) + " → " + links.group(1));
                }
            }
        }
        assertFalse(documents.isEmpty());
        assertEquals(List.of(), broken);
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of(
                ".",
                "docs",
                "docs/decisions",
                "docs/operating",
                "docs/operating/runbooks",
                "deploy",
                "protocol/spec")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(f -> f.toString().endsWith(".md")).forEach(found::add);
            }
        }
        return found;
    }
}
