/** A visitor and the vid + sid pair that the service knows it by. */
@NullMarked
package io.monitorapi.session;

import org.jspecify.annotations.NullMarked;
