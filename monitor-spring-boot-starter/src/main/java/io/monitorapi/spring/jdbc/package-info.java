/** Session store in a database shared by several nodes. */
@NullMarked
package io.monitorapi.spring.jdbc;

import org.jspecify.annotations.NullMarked;
