package io.monitorapi.engine;

/**
 * One attempt at a request of a call.
 *
 * @param call the call
 * @param request the request
 * @param opensSession whether it may open the visitor's session, as no other call of this node does
 */
record Attempt<T>(Call<?> call, GatewayRequest<T> request, boolean opensSession) {}
