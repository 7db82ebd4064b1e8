/** Adapters of an application of its own, one for each port that has a contract. */
@NullMarked
package io.monitorapi.customadapter;

import org.jspecify.annotations.NullMarked;
