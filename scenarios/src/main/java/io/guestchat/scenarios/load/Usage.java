package io.guestchat.scenarios.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of processes, user and system, as the operating system counts it: to about 10 ms. */
record Usage(Map<String, Duration> byProcess) {

    /** Since each of them was started. */
    static Usage of(Map<String, Long> pids) {
        Map<String, Duration> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> used.put(
                name,
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException(name + " has ended"))));
        return new Usage(used);
    }

    /** What was used after the earlier one. */
    Usage since(Usage earlier) {
        Map<String, Duration> used = new LinkedHashMap<>();
        byProcess.forEach(
                (name, total) -> used.put(name, total.minus(earlier.byProcess().get(name))));
        return new Usage(used);
    }
}
