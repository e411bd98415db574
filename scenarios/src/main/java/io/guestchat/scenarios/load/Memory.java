package io.guestchat.scenarios.load;

import io.guestchat.local.process.Jvm;
import io.guestchat.local.process.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM has in memory, in bytes.
 *
 * @param resident of its process, by the operating system's count
 * @param heap what is alive after a full collection
 * @param buffers outside the heap, what direct buffers and {@code Unsafe} hold; the JVM needs {@value #TRACKING}
 */
record Memory(long resident, long heap, long buffers) {
    /** Option of a JVM whose memory outside the heap is to be known. */
    static final String TRACKING = "-XX:NativeMemoryTracking=summary";

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    /** What the collector left uncollected, to move less, is counted as objects of these classes. */
    private static final Pattern FILLER =
            Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\S*Filler(?:Object|Element)\\b");

    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

    /** Of a process that runs now; collects its garbage first. */
    static Memory of(long pid) {
        String histogram = jcmd(pid, "GC.class_histogram");
        long fillers = FILLER.matcher(histogram)
                .results()
                .mapToLong(filler -> Long.parseLong(filler.group(1)))
                .sum();
        long heap = find(TOTAL, histogram) - fillers;
        long buffers = 1_024 * find(OTHER, jcmd(pid, "VM.native_memory"));
        String resident = run(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)));
        return new Memory(1_024 * Long.parseLong(resident.strip()), heap, buffers);
    }

    /** How much more than before for each of so many. */
    Memory perEach(Memory before, int count) {
        return new Memory(
                (resident - before.resident) / count, (heap - before.heap) / count, (buffers - before.buffers) / count);
    }

    private static String jcmd(long pid, String command) {
        return run(List.of(Jvm.tool("jcmd"), Long.toString(pid), command));
    }

    private static String run(List<String> command) {
        Programs.Outcome outcome = Programs.run(Path.of("."), Map.of(), command);
        if (!outcome.succeeded()) {
            throw new IllegalStateException(command + ": " + outcome.output());
        }
        return outcome.output();
    }

    private static long find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(
                    "no " + pattern + " in: " + text.lines().findFirst().orElse(""));
        }
        return Long.parseLong(found.group(1));
    }
}
