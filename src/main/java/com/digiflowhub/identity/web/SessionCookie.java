package com.digiflowhub.identity.web;

import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.web.PublicAddresses;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie that names a session. With https it is bound to this host ({@code __Host-}) and never travels in the clear. */
@Component
class SessionCookie {
    private final String name;
    private final boolean secure;

    SessionCookie(PublicAddresses addresses) {
        this.secure = addresses.secure();
        this.name = secure ? "__Host-hub" : "hub";
    }

    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]);
        return Arrays.stream(cookies)
                .filter(cookie ->
                        cookie.getName().equals(name) && !cookie.getValue().isEmpty())
                .map(Cookie::getValue)
                .findFirst();
    }

    void write(HttpServletResponse response, Secret code) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(code.reveal()).build().toString());
    }

    void clear(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("").maxAge(0).build().toString());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }
}
