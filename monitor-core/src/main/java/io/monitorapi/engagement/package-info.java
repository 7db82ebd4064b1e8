/** What is asked of the service and what it answers. */
@NullMarked
package io.monitorapi.engagement;

import org.jspecify.annotations.NullMarked;
