/** The concierge: puts the client together in a Spring Boot 4 application. */
@NullMarked
package io.monitorapi.spring;

import org.jspecify.annotations.NullMarked;
