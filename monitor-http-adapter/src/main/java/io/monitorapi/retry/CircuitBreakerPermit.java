package io.monitorapi.retry;

/**
 * The right to make one attempt, granted by the circuit breaker in one of its states. Its outcome counts only while that
 * state lasts, so permissions are compared by identity.
 */
final class CircuitBreakerPermit {}
