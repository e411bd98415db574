/** The counting of failures, without Redis. */
@NullMarked
package io.guestchat.session.admission;

import org.jspecify.annotations.NullMarked;
