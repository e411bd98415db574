/** What this service counts of itself, as metrics. Only numbers and fixed words: no id, and nothing of a caller's, is a tag. */
@NullMarked
package io.guestchat.session.measure;

import org.jspecify.annotations.NullMarked;
