/** What all shared session stores need: the stored format, the keys and the time limit. */
@NullMarked
package io.monitorapi.spring.store;

import org.jspecify.annotations.NullMarked;
