/**
 * Pictures of every screen, kept for review and compared with.
 *
 * <p>Here: the gallery's sheets, and how far a picture may be from another. Not here: the suite; nothing of it runs for these.
 */
@NullMarked
package io.guestchat.scenarios.gallery;

import org.jspecify.annotations.NullMarked;
