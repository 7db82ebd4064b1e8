/** What the session stores of many nodes have in common: the value, the key and the patience; no framework. */
@NullMarked
package io.monitorapi.spring.store;

import org.jspecify.annotations.NullMarked;
