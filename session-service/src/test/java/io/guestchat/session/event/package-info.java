/** Which events follow from a record, without the log. */
@NullMarked
package io.guestchat.session.event;

import org.jspecify.annotations.NullMarked;
