package io.guestchat.local;

import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs of Debian's that are not installed: fetched with its package client and unpacked into a folder, without root. */
public final class DebianPackages {
    /** What each package says of itself is kept where those look for it who look into images without a package manager. */
    private static final String UNPACK = """
            mkdir -p var/lib/dpkg/status.d
            for deb in *.deb; do
              dpkg-deb -x "$deb" . && dpkg-deb -f "$deb" >"var/lib/dpkg/status.d/${deb%%_*}" || exit
            done
            rm ./*.deb
            """;

    private DebianPackages() {}

    /** They could not be had; the message says why. */
    public static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unavailable(String why) {
            super(why);
        }
    }

    /**
     * Unpacks packages, unless that was done before. Several builds may ask at once: one fetches.
     *
     * @param folder takes what they hold, as it would lie below {@code /}
     */
    public static void unpack(List<String> packages, Path folder) throws IOException, Unavailable {
        Files.createDirectories(folder.getParent());
        try (FileChannel lock = FileChannel.open(
                        folder.resolveSibling(folder.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!Files.exists(folder)) {
                fetch(packages, folder);
            }
        }
    }

    private static void fetch(List<String> packages, Path folder) throws IOException, Unavailable {
        if (Programs.find("apt-get").isEmpty() || Programs.find("dpkg-deb").isEmpty()) {
            throw new Unavailable("none is installed, and there is no apt-get here to fetch it with");
        }
        Path unpacking = Files.createTempDirectory(folder.getParent(), folder.getFileName() + "-");
        Programs.Outcome download = download(packages, unpacking);
        if (!download.succeeded() && "root".equals(System.getProperty("user.name"))) {
            Programs.run(unpacking, Map.of(), List.of("apt-get", "update"));
            download = download(packages, unpacking);
        }
        if (!download.succeeded()) {
            throw new Unavailable("apt-get could not download it (package lists that were never fetched or are old need"
                    + " `apt-get update` once): " + download.output().strip());
        }
        Programs.Outcome unpack = Programs.run(unpacking, Map.of(), List.of("sh", "-c", UNPACK));
        if (!unpack.succeeded()) {
            throw new Unavailable(
                    "its packages could not be unpacked: " + unpack.output().strip());
        }
        Files.move(unpacking, folder);
    }

    private static Programs.Outcome download(List<String> packages, Path folder) {
        List<String> command = Stream.concat(Stream.of("apt-get", "-q", "download"), packages.stream())
                .toList();
        return Programs.run(folder, Map.of("LC_ALL", "C"), command);
    }
}
