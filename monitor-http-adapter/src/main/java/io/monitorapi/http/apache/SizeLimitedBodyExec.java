package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportFailures;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * Reads the body of a response, up to the largest size, and returns the connection to the pool.
 *
 * <p>Replaces the library's handling of authentication challenges, which parses the path of every request.
 */
final class SizeLimitedBodyExec implements ExecChainHandler {

    private static final byte[] EMPTY = {};

    private final int maxBody;

    SizeLimitedBodyExec(int maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ExchangeContext context = (ExchangeContext) scope.clientContext;
        ClassicHttpResponse response = chain.proceed(request, scope);
        boolean complete = false;
        try {
            HttpEntity entity = response.getEntity();
            context.setBody(entity == null ? EMPTY : read(entity, context));
            complete = true;
        } finally {
            if (complete) {
                scope.execRuntime.releaseEndpoint();
            } else {
                // Closing the response would first read the rest of its body.
                scope.execRuntime.discardEndpoint();
            }
        }
        return response;
    }

    private byte[] read(HttpEntity entity, ExchangeContext context) throws IOException {
        long declared = entity.getContentLength();
        if (declared > maxBody) {
            throw tooLarge(context);
        }
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(declared < 0 ? maxBody + 1 : (int) declared);
        // The end must be read, or the rest would pass for the next response on this connection.
        if (body.length > maxBody || content.read() >= 0) {
            throw tooLarge(context);
        }
        return body;
    }

    private IOException tooLarge(ExchangeContext context) {
        context.abort(TransportFailures.bodyTooLarge(maxBody));
        return new IOException("the body is too large");
    }
}
