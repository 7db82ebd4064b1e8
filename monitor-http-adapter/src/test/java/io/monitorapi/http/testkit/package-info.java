/** Support for tests of transports: their contract, and a server that misbehaves on demand. */
package io.monitorapi.http.testkit;
