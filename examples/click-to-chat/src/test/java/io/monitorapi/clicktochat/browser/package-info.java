/** The page in a real browser. */
package io.monitorapi.clicktochat.browser;
