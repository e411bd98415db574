/**
 * Who calls the services over HTTP without a page: a tenant's backend and a guest's browser key, and the link between them.
 * What their answers mean is judged by the tests.
 */
@NullMarked
package io.guestchat.scenarios.caller;

import org.jspecify.annotations.NullMarked;
