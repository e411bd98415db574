package io.guestchat.web;

import io.quarkus.runtime.util.ClassPathUtils;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the built page from the class path, once, at start: some 200 KB. */
final class PageFiles {

    private static final String ROOT = "META-INF/page";
    private static final String COMPRESSED = ".br";

    private PageFiles() {}

    /** All files by their name below the page's root, such as {@code assets/index-x.js}. */
    static Map<String, PageFile> load() throws IOException {
        Map<String, Buffer> contents = new HashMap<>();
        ClassPathUtils.consumeAsPaths(ROOT, root -> read(root, contents));
        if (!contents.containsKey("index.html")) {
            throw new IllegalStateException("no page on the class path: run npm run build -w @guestchat/page");
        }
        Map<String, PageFile> files = new HashMap<>();
        contents.forEach((name, plain) -> {
            if (!name.endsWith(COMPRESSED)) {
                files.put(name, new PageFile(name, plain, contents.get(name + COMPRESSED)));
            }
        });
        return Map.copyOf(files);
    }

    private static void read(Path root, Map<String, Buffer> contents) {
        try (var paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String name = root.relativize(path).toString().replace('\\', '/');
                contents.put(name, Buffer.buffer(Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
