/** The main use case in plain Java. */
@NullMarked
package io.monitorapi.quickstart;

import org.jspecify.annotations.NullMarked;
