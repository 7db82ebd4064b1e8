/** The main job in plain Java, from the first line to the last. */
@NullMarked
package io.monitorapi.quickstart;

import org.jspecify.annotations.NullMarked;
