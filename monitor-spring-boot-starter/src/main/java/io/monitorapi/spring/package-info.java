/** Spring Boot 4 integration: the types that an application uses or implements. */
@NullMarked
package io.monitorapi.spring;

import org.jspecify.annotations.NullMarked;
