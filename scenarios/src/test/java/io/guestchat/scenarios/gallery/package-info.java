/**
 * Every screen with made-up content: whether all can use it, and whether it still looks as reviewed.
 *
 * <p>Here: the gallery in a browser, its pictures on sheets, and how far one may be from another. Not here: the suite; nothing of it
 * runs for these.
 */
@NullMarked
package io.guestchat.scenarios.gallery;

import org.jspecify.annotations.NullMarked;
