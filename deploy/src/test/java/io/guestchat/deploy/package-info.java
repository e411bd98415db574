/**
 * Holds what is in {@code deploy/} to the models of Kubernetes, to the services' code and to the rules of {@code deploy/README.md}.
 *
 * <p>Belongs here: rendering, reading and judging of manifests. Each class named {@code …Rules} says what is wrong with an overlay, as
 * sentences; {@link io.guestchat.deploy.OverlaysTest} wants none, {@link io.guestchat.deploy.PlantedFaultsTest} breaks a rule at a time
 * and wants one. Does not belong here: anything that needs a cluster or a running service.
 */
@NullMarked
package io.guestchat.deploy;

import org.jspecify.annotations.NullMarked;
