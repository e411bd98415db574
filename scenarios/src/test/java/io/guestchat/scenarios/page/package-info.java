/** Page objects: the only place that knows how the pages are built. Their checks wait until the page agrees, or fail. */
@NullMarked
package io.guestchat.scenarios.page;

import org.jspecify.annotations.NullMarked;
