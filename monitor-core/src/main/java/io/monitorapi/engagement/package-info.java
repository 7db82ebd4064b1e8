/** Requests to the service and its responses: engagements, impressions, reports and receipts. */
@NullMarked
package io.monitorapi.engagement;

import org.jspecify.annotations.NullMarked;
