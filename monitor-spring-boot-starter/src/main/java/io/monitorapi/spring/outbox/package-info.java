/** Reports that are stored in the application's database and delivered later, by any node. */
@NullMarked
package io.monitorapi.spring.outbox;

import org.jspecify.annotations.NullMarked;
