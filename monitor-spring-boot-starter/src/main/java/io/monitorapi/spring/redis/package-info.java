/** The session store of many nodes that share a Redis. */
@NullMarked
package io.monitorapi.spring.redis;

import org.jspecify.annotations.NullMarked;
