package io.guestchat.scenarios.faults;

import io.guestchat.local.process.Child;
import io.guestchat.local.process.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Leaves a process no room for what it wants to write. Not by filling a disk, for which root and a disk of its own would be needed:
 * by the limit on the size of files (RLIMIT_FSIZE), which fails the same system calls in the same way, with EFBIG for ENOSPC.
 */
final class Disk {
    private Disk() {}

    /** Whether this machine can do it: Linux, with util-linux. */
    static boolean canBeFull() {
        return Programs.find("prlimit").isPresent();
    }

    /** No file of this process grows any more, until the process is started again. */
    static void fill(Child process) {
        Programs.Outcome outcome = Programs.run(
                Path.of("/"), Map.of(), List.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=1:"));
        if (!outcome.succeeded()) {
            throw new IllegalStateException("prlimit: " + outcome.output());
        }
    }
}
