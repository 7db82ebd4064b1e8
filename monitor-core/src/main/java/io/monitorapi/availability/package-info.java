/** Watches of what may be offered to a visitor: asked again and again, told when it changes. */
@NullMarked
package io.monitorapi.availability;

import org.jspecify.annotations.NullMarked;
