/**
 * Serves the built guest page with its headers, for those without a CDN.
 *
 * <p>Here: files from the class path, response headers, the page's configuration. Not here: anything that knows an
 * invite, a session or a message; no request of the page carries any of them.
 */
@NullMarked
package io.guestchat.web;

import org.jspecify.annotations.NullMarked;
