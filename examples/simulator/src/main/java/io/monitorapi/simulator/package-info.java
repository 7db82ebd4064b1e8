/** The Monitor API on loopback HTTPS: for tests, and for a first look without an account. */
@NullMarked
package io.monitorapi.simulator;

import org.jspecify.annotations.NullMarked;
