/**
 * The tenants of this deployment, from configuration: who may sign for whom, and what each may do differently. What a setting
 * means for an invite or a session is the services' business; nothing that changes while they run lives here.
 */
@NullMarked
package io.guestchat.platform.tenant;

import org.jspecify.annotations.NullMarked;
