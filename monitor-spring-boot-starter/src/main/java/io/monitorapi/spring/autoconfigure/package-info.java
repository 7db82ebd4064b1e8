/** The auto-configuration of clients from the properties below {@code monitor-api}. */
@NullMarked
package io.monitorapi.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
