/**
 * Views of keyed Kafka topics in Redis: how a service knows what the record says. Kafka is the truth; a view is rebuilt from it
 * whenever it is missing. What a view holds is its service's business and not known here.
 *
 * <p>Per partition there is an <em>applied offset</em> in Redis, in the hash slot of the view's own keys, so that view and
 * offset can only move, or be lost, together. Each batch is applied by one script that first compares the offset with the one
 * the batch continues from: an owner of the partition that has been replaced, and does not know it yet, writes nothing. Beside it
 * stands the id of the topic that the view was made from: of another log than the one that is there, nothing is believed.
 */
@NullMarked
package io.guestchat.platform.view;

import org.jspecify.annotations.NullMarked;
