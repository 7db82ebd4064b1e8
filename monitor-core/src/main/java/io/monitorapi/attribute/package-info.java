/** Engagement attributes: facts about a consumer and actions of the consumer that a brand sends to the service. */
@NullMarked
package io.monitorapi.attribute;

import org.jspecify.annotations.NullMarked;
