/** The checker against histories made by hand: what is right passes, and each wrong is found. */
@NullMarked
package io.guestchat.scenarios.check;

import org.jspecify.annotations.NullMarked;
