/** The "Click to Chat" button as a Spring Boot application. */
@NullMarked
package io.monitorapi.clicktochat;

import org.jspecify.annotations.NullMarked;
