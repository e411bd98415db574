/**
 * What is asked of a request before anything else: that its address has not failed too often. Only preview and redeem are
 * counted. Browser origins are the framework's business (CORS, configured). Who a caller is, is not asked here.
 */
@NullMarked
package io.guestchat.session.admission;

import org.jspecify.annotations.NullMarked;
