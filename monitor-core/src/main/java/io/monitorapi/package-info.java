/** The API for applications: the client of the Monitor API, its options and its sessions. */
@NullMarked
package io.monitorapi;

import org.jspecify.annotations.NullMarked;
