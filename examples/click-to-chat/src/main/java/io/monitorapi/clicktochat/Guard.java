package io.monitorapi.clicktochat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sets security headers and refuses requests from pages of other sites. */
@Component
final class Guard extends OncePerRequestFilter {

    /** A page of another site cannot send this header, because the server grants no CORS permission. */
    static final String HEADER = "X-Click-To-Chat";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isForbidden(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForbidden(HttpServletRequest request) {
        if (isFromAnotherSite(request)) {
            return true;
        }
        return !SAFE.contains(request.getMethod()) && request.getHeader(HEADER) == null;
    }

    /** Links from other sites are allowed: browsers mark them as navigation. Other clients do not send these headers. */
    private static boolean isFromAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        boolean link = SAFE.contains(request.getMethod()) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        return foreign && !link;
    }
}
