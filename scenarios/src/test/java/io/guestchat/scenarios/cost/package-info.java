/**
 * What a mint and a redemption cost, beside the bare cost of their signatures: docs/measurements.md tells how to read it.
 *
 * <p>Only CPU time of the services' own processes is compared: rates and latencies say as much about the machine, which
 * callers, Kafka and Redis share. Whether answers are right is asserted here as well; how the services behave under faults is
 * not looked at.
 */
@NullMarked
package io.guestchat.scenarios.cost;

import org.jspecify.annotations.NullMarked;
