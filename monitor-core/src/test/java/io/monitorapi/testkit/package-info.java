/** Support for tests of adapters: the contracts of the ports, fakes that pass them, and a virtual clock. */
@NullMarked
package io.monitorapi.testkit;

import org.jspecify.annotations.NullMarked;
