/** A fake {@code MonitorService} for the tests of applications; needs no test framework. */
@NullMarked
package io.monitorapi.testing;

import org.jspecify.annotations.NullMarked;
