/** The front door: what an application may ask of the Monitor API. */
@NullMarked
package io.monitorapi;

import org.jspecify.annotations.NullMarked;
