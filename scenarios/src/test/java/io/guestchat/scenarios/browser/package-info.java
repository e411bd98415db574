/** Chromium, and in it the people of a story, each with a browser profile of their own and a record of what happened. */
@NullMarked
package io.guestchat.scenarios.browser;

import org.jspecify.annotations.NullMarked;
