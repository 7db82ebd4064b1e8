/** What a brand knows about a consumer, as the service's engagement attributes. */
@NullMarked
package io.monitorapi.attribute;

import org.jspecify.annotations.NullMarked;
