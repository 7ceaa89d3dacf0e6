package com.digiflowhub.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Finds who makes a request, anew at each one: what was ended a moment ago is ended. Nothing is kept in the server's memory. */
@Component
class RequestCaller implements SecurityContextRepository {
    private static final String FOUND = RequestCaller.class.getName();

    private final Callers callers;

    RequestCaller(Callers callers) {
        this.callers = callers;
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    @Override
    public org.springframework.security.core.context.DeferredSecurityContext loadDeferredContext(
            HttpServletRequest request) {
        return new org.springframework.security.core.context.DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                return load(request);
            }

            @Override
            public boolean isGenerated() {
                return false;
            }
        };
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(FOUND, context);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return load(request).getAuthentication() != null;
    }

    private SecurityContext load(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof SecurityContext known) {
            return known;
        }
        // Nobody, until it is known: when the database is away, the page that says so must not ask it again.
        request.setAttribute(FOUND, SecurityContextHolder.createEmptyContext());
        SecurityContext context = callers.of(request)
                .<SecurityContext>map(signedIn -> new SecurityContextImpl(new HubAuthentication(signedIn)))
                .orElseGet(SecurityContextHolder::createEmptyContext);
        request.setAttribute(FOUND, context);
        return context;
    }
}
