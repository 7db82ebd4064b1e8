/** Session store in a Redis shared by several nodes. */
@NullMarked
package io.monitorapi.spring.redis;

import org.jspecify.annotations.NullMarked;
