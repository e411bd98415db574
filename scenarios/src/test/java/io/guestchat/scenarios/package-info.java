/**
 * Stories of the whole suite, told from outside: real services, real Kafka, real Redis, a real browser.
 *
 * <p>An {@code *IT} here reads as the story does and knows no selector, port or file. Page objects are in {@code page},
 * the browser in {@code browser}, the running suite in {@code suite}, what the suite keeps in {@code trace}, the second
 * MLS implementation in {@code mls}; callers without a page are in {@code caller}, what calls cost in {@code load}, the invite's
 * life under faults in {@code life}, the conversation's end in {@code end}. The relay under faults: clients in {@code relay}, what they
 * noticed in {@code history}, its judge in {@code check}, what is done to the suite in {@code faults}. No product code.
 */
@NullMarked
package io.guestchat.scenarios;

import org.jspecify.annotations.NullMarked;
