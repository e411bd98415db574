/**
 * {@code ./guestchat images}: an OCI image of each service, built without Docker and without root.
 *
 * <p>An image is five layers, the one that changes least first: a C library and trusted roots from Debian's packages ({@link
 * io.guestchat.images.SystemFiles}), or a base of somebody else's; a Java runtime of the modules that are needed ({@link
 * io.guestchat.images.JavaRuntime}); the service's libraries; the service ({@link io.guestchat.images.Application}); and what a
 * {@link io.guestchat.images.Rehearsal} has taught the JVM about it. {@link io.guestchat.images.Packer} puts them together, {@link
 * io.guestchat.images.BillOfMaterials} says what is in them.
 *
 * <p>Does not belong here: settings. An image knows no address, no key and no limit; it gets them when it runs.
 */
@NullMarked
package io.guestchat.images;

import org.jspecify.annotations.NullMarked;
