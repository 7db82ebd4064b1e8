package io.monitorapi.http.apache;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * Reads the body of an answer, unless it is larger than allowed, and hands its connection back.
 *
 * <p>Takes the place of the step in which the library answers to challenges, which parses the path of every request for that.
 */
final class BodyBufferingExec implements ExecChainHandler {

    private static final byte[] EMPTY = {};

    private final int maxBody;

    BodyBufferingExec(int maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ExchangeContext exchange = (ExchangeContext) scope.clientContext;
        ClassicHttpResponse answer = chain.proceed(request, scope);
        boolean whole = false;
        try {
            HttpEntity entity = answer.getEntity();
            exchange.keep(entity == null ? EMPTY : read(entity, exchange));
            whole = true;
        } finally {
            if (whole) {
                scope.execRuntime.releaseEndpoint();
            } else {
                // Closing the answer would read the rest of it.
                scope.execRuntime.discardEndpoint();
            }
        }
        return answer;
    }

    private byte[] read(HttpEntity entity, ExchangeContext exchange) throws IOException {
        long declared = entity.getContentLength();
        if (declared > maxBody) {
            throw tooLarge(exchange);
        }
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(declared < 0 ? maxBody + 1 : (int) declared);
        // Without its end, what follows in the connection would be taken for another answer.
        if (body.length > maxBody || content.read() >= 0) {
            throw tooLarge(exchange);
        }
        return body;
    }

    private IOException tooLarge(ExchangeContext exchange) {
        exchange.giveUp(ApacheFailures.tooLarge(maxBody));
        return new IOException("too large");
    }
}
