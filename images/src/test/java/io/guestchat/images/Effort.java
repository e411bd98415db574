package io.guestchat.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What it took a process to be ready.
 *
 * @param readySeconds from its start
 * @param cpuSeconds of a processor
 * @param anonymousMb memory that is the process' own
 */
record Effort(double readySeconds, double cpuSeconds, double anonymousMb) {
    private static final double TICKS_A_SECOND = 100;

    /** Of a process that has just become ready. */
    static Effort of(long pid, double readySeconds) {
        String[] fields = read(Path.of("/proc/" + pid + "/stat")).split(" ");
        double cpu = (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_A_SECOND;
        double anonymous = read(Path.of("/proc/" + pid + "/status"))
                        .lines()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1_000.0;
        return new Effort(readySeconds, cpu, anonymous);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "ready after %.1f s, %.1f s of a processor, %.0f MB",
                readySeconds,
                cpuSeconds,
                anonymousMb);
    }
}
