/** The tenants of this deployment, from configuration: who may sign for whom. Limits and other settings per tenant do not live here. */
@NullMarked
package io.guestchat.platform.tenant;

import org.jspecify.annotations.NullMarked;
