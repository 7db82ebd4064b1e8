/** What tests of adapters and applications need: the contracts of the ports, fakes that pass them, and a clock that stands still. */
@NullMarked
package io.monitorapi.testkit;

import org.jspecify.annotations.NullMarked;
