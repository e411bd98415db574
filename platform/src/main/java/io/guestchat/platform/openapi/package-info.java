/**
 * The service's OpenAPI or AsyncAPI document for whoever operates it, as it is written in {@code protocol/spec}. That it is true is
 * shown by the tests, not here.
 */
@NullMarked
package io.guestchat.platform.openapi;

import org.jspecify.annotations.NullMarked;
