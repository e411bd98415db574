/**
 * A SAMPLE: the backend of a tiny messaging provider with two members, as an integrator would write it. It exists for
 * the demo, the documentation and the tests, and must never be deployed: anyone may log in as anyone.
 *
 * <p>Here: what a provider does for guest chats, which is all of it: sign two sorts of tokens, publish the public key,
 * and pass its members' requests on. Not here: anything of the suite's own code; only its public HTTP API is used. The
 * member's page in {@code phone/} does the encryption; nothing of a link secret or a message passes through here.
 */
@NullMarked
package io.guestchat.sample;

import org.jspecify.annotations.NullMarked;
