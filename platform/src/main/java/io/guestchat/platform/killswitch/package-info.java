/**
 * What an operator has turned off, now and on every node, without a deploy: a directory with one file for each kill switch that is
 * on, read every second. What is refused because of it, and with which words, is said here; where in a call that is asked is its
 * service's business. {@code docs/operating/kill-switches.md} is how an operator sees it.
 */
@NullMarked
package io.guestchat.platform.killswitch;

import org.jspecify.annotations.NullMarked;
