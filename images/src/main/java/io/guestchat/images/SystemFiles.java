package io.guestchat.images;

import io.guestchat.local.DebianPackages;
import io.guestchat.local.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The little of an operating system that a JVM needs: the C library with its dynamic linker, who the user is, and which roots are
 * trusted. All of it from this machine's own Debian release, as its archive has it now.
 *
 * @param root what lies below {@code /} in the image
 * @param packages where it is from
 */
record SystemFiles(Path root, List<Package> packages) {
    private static final List<String> PACKAGES = List.of("libc6", "base-files", "ca-certificates");
    /** Of all that is in them, below {@code /}; no program is. */
    private static final Pattern WANTED = Pattern.compile("(usr/)?lib(64)?/([^/]+/)?[^/]+\\.so(\\.[0-9]+)*"
            + "|usr/lib/os-release|etc/debian_version|usr/share/doc/[^/]+/copyright|var/lib/dpkg/status\\.d/.*");
    /** As scanners look for it: {@code /etc/os-release} is a link in Debian, for which nobody needs a second file. */
    private static final Map<String, String> WRITTEN = Map.of(
            "etc/passwd", "guestchat:x:10001:10001::/app:/nonexistent\n",
            "etc/group", "guestchat:x:10001:\n",
            // Without it, names are asked of DNS before /etc/hosts.
            "etc/nsswitch.conf", "hosts: files dns\n");

    /**
     * A package of Debian's.
     *
     * @param distribution {@code debian-12}
     */
    record Package(String name, String version, String architecture, String distribution) {}

    /**
     * Gathers them.
     *
     * @param unpacked takes the packages; does not exist yet
     * @param root empty
     * @throws LocalFailure where there is no Debian to take them from; the message says what to do instead
     */
    static SystemFiles gather(Path unpacked, Path root) throws IOException {
        try {
            DebianPackages.unpack(PACKAGES, unpacked);
        } catch (DebianPackages.Unavailable e) {
            throw new LocalFailure("The images' C library comes from Debian's packages, which are not to be had: "
                    + e.getMessage() + ". Name a base image that has one: --base image@sha256:…");
        }
        try (Stream<Path> all = Files.walk(unpacked)) {
            for (Path file : all.filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String name = unpacked.relativize(file).toString();
                if (WANTED.matcher(name).matches()) {
                    Path copy = root.resolve(name);
                    Files.createDirectories(copy.getParent());
                    Files.copy(target(unpacked, file), copy);
                }
            }
        }
        for (Map.Entry<String, String> file : WRITTEN.entrySet()) {
            Path written = root.resolve(file.getKey());
            Files.createDirectories(written.getParent());
            Files.writeString(written, file.getValue());
        }
        Files.createDirectory(root.resolve("tmp"));
        return new SystemFiles(root, packages(root));
    }

    /** Links point to what is below {@code /} in the image, not here. */
    private static Path target(Path unpacked, Path file) throws IOException {
        if (!Files.isSymbolicLink(file)) {
            return file;
        }
        Path link = Files.readSymbolicLink(file);
        return target(
                unpacked,
                link.isAbsolute()
                        ? unpacked.resolve(Path.of("/").relativize(link))
                        : file.resolveSibling(link).normalize());
    }

    private static List<Package> packages(Path root) throws IOException {
        String distribution =
                "debian-" + field(Files.readString(root.resolve("usr/lib/os-release")), "VERSION_ID=\"?(\\d+)");
        List<Package> packages = new ArrayList<>();
        for (String name : PACKAGES) {
            String said = Files.readString(root.resolve("var/lib/dpkg/status.d").resolve(name));
            packages.add(new Package(
                    name, field(said, "Version: (\\S+)"), field(said, "Architecture: (\\S+)"), distribution));
        }
        return packages;
    }

    private static String field(String text, String pattern) {
        Matcher matcher = Pattern.compile("(?m)^" + pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in: " + text);
        }
        return matcher.group(1);
    }

    /** Each as a file, in PEM. */
    static List<Path> trustedRoots(Path unpacked) throws IOException {
        try (Stream<Path> all = Files.walk(unpacked.resolve("usr/share/ca-certificates"))) {
            return all.filter(file -> file.toString().endsWith(".crt")).toList();
        }
    }
}
