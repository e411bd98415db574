/**
 * Holds the running services to their OpenAPI documents in {@code protocol/spec/openapi}: every exchange of a test that goes through
 * REST Assured is compared with what is written there, and generated requests are sent to every operation. What a WebSocket's frames
 * are compared with is read from the AsyncAPI document in {@code protocol/spec/asyncapi}.
 *
 * <p>Belongs here: what reads the documents, and what is the same for every service. Does not: fixtures of one service.
 */
@NullMarked
package io.guestchat.local.contract;

import org.jspecify.annotations.NullMarked;
