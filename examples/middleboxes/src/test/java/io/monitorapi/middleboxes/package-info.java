@org.jspecify.annotations.NullMarked
package io.monitorapi.middleboxes;
