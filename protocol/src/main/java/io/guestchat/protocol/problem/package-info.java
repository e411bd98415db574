/** RFC 9457 problem documents and the codes the suite answers with. How a framework's errors become one is not said here. */
@NullMarked
package io.guestchat.protocol.problem;

import org.jspecify.annotations.NullMarked;
