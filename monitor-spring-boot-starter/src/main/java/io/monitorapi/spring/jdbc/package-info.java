/** The session store of many nodes that share a database. */
@NullMarked
package io.monitorapi.spring.jdbc;

import org.jspecify.annotations.NullMarked;
