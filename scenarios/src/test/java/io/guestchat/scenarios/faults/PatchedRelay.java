package io.guestchat.scenarios.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The built relay with one of its source files changed. No switch in the product: the file is patched as text, compiled against
 * the build, and put into a copy of the application whose libraries are links.
 */
final class PatchedRelay {
    private final Path module;
    private final Path built;

    /** @param root of the checkout; the relay is built */
    PatchedRelay(Path root) {
        this.module = root.resolve("relay-service");
        this.built = module.resolve("target/quarkus-app");
    }

    /**
     * Builds it.
     *
     * @param folder empty; becomes the quarkus-app
     */
    Path with(PlantedBug bug, Path folder) {
        try {
            String patched = patch(bug);
            for (String shared : List.of("lib", "quarkus")) {
                Files.createSymbolicLink(folder.resolve(shared), built.resolve(shared));
            }
            Files.copy(built.resolve("quarkus-run.jar"), folder.resolve("quarkus-run.jar"));
            Path jar = Files.createDirectory(folder.resolve("app")).resolve(jar().getFileName());
            Files.copy(jar(), jar);
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                if (bug.file().startsWith("resources/")) {
                    Files.writeString(inside.getPath(bug.file().substring("resources/".length())), patched);
                } else {
                    compile(bug, patched, Files.createDirectory(folder.resolve("classes")), inside);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String patch(PlantedBug bug) throws IOException {
        String text = Files.readString(module.resolve("src/main").resolve(bug.file()));
        for (PlantedBug.Patch patch : bug.patches()) {
            assertEquals(
                    2,
                    text.split(Pattern.quote(patch.there()), -1).length,
                    bug + ": " + bug.file() + " has changed, so must the patch: not exactly once there: "
                            + patch.there());
            text = text.replace(patch.there(), patch.instead());
        }
        return text;
    }

    private void compile(PlantedBug bug, String source, Path classes, FileSystem jar) throws IOException {
        String name = bug.file().substring("java/".length());
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignored) {
                return source;
            }
        };
        StringWriter said = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said,
                        null,
                        null,
                        List.of("-proc:none", "-parameters", "-nowarn", "-d", classes.toString(), "-cp", classPath()),
                        null,
                        List.of(file))
                .call();
        assertTrue(compiled, said::toString);
        try (Stream<Path> below = Files.walk(classes)) {
            for (Path each : below.filter(Files::isRegularFile).toList()) {
                String entry = classes.relativize(each).toString();
                requireUntransformed(entry);
                Files.copy(each, jar.getPath(entry), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Quarkus has changed some classes at build time, and loads those from elsewhere. */
    private void requireUntransformed(String entry) throws IOException {
        try (FileSystem transformed = FileSystems.newFileSystem(built.resolve("quarkus/transformed-bytecode.jar"))) {
            assertTrue(Files.notExists(transformed.getPath(entry)), entry + " is a bean: plant the bug elsewhere");
        }
    }

    private String classPath() throws IOException {
        try (Stream<Path> libraries = Files.walk(built.resolve("lib"))) {
            return Stream.concat(Stream.of(module.resolve("target/classes")), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
    }

    private Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(built.resolve("app"))) {
            return jars.findFirst().orElseThrow();
        }
    }
}
