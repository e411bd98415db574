package io.guestchat.platform.view;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** Who waits for one partition's view to reach an offset. */
final class Waiters {
    private record Waiter(long offset, long deadline, Promise<Void> reached) {}

    private final List<Waiter> waiting = new ArrayList<>();
    /** The furthest that was heard of. A wiped Redis may be behind it: whether a view is whole is another question. */
    private long reached = -1;

    private boolean asking;

    /** @param deadline as {@link System#nanoTime()} */
    synchronized Future<Void> add(long offset, long deadline) {
        if (offset <= reached) {
            return Future.succeededFuture();
        }
        Waiter waiter = new Waiter(offset, deadline, Promise.promise());
        waiting.add(waiter);
        return waiter.reached().future();
    }

    void reached(long offset) {
        synchronized (this) {
            reached = Math.max(reached, offset);
        }
        remove(waiter -> waiter.offset() <= offset).forEach(w -> w.reached().complete());
    }

    void expire(long now) {
        remove(waiter -> now - waiter.deadline() > 0).forEach(w -> w.reached().fail(new ViewBehind()));
    }

    void fail(Throwable cause) {
        remove(waiter -> true).forEach(w -> w.reached().fail(cause));
    }

    /** True if nobody asks yet: then the caller does. */
    synchronized boolean startAsking() {
        boolean first = !asking;
        asking = true;
        return first;
    }

    /** True if nobody waits any more: then the caller stops asking. */
    synchronized boolean stopAskingIfNone() {
        asking = !waiting.isEmpty();
        return !asking;
    }

    /** Promises are kept outside of the lock: what follows from them may wait again. */
    private synchronized List<Waiter> remove(Predicate<Waiter> which) {
        List<Waiter> removed = new ArrayList<>();
        for (Iterator<Waiter> i = waiting.iterator(); i.hasNext(); ) {
            Waiter waiter = i.next();
            if (which.test(waiter)) {
                i.remove();
                removed.add(waiter);
            }
        }
        return removed;
    }
}
