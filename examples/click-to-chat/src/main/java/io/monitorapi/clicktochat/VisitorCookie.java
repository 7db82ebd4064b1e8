package io.monitorapi.clicktochat;

import io.monitorapi.session.Visitor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link Visitor} parameters of controllers from a random key in a cookie; sets the cookie if it is missing. */
@Component
final class VisitorCookie implements HandlerMethodArgumentResolver {

    private static final String NAME = "visitor";
    private static final Duration MAX_AGE = Duration.ofDays(30);
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Visitor.class);
    }

    @Override
    public Visitor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = webRequest.getNativeResponse(HttpServletResponse.class);
        return visitor(Objects.requireNonNull(request), Objects.requireNonNull(response));
    }

    private static Visitor visitor(HttpServletRequest request, HttpServletResponse response) {
        String existing = validKey(request);
        if (existing != null) {
            return Visitor.of(existing);
        }
        String key = UUID.randomUUID().toString();
        ResponseCookie cookie = ResponseCookie.from(NAME, key)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .path("/")
                .maxAge(MAX_AGE)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return Visitor.of(key);
    }

    /** Accepts only random UUIDs, so that no link or script can make several consumers share a chosen key. */
    private static @Nullable String validKey(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .filter(key -> KEY.matcher(key).matches())
                        .findFirst()
                        .orElse(null);
    }
}
