/** What tests of transports need: their contract, and a server that misbehaves on demand. */
package io.monitorapi.http.testkit;
