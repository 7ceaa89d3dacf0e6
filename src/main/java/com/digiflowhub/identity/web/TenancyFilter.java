package com.digiflowhub.identity.web;

import com.digiflowhub.platform.tenancy.Tenancy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the caller's workspace in force for the rest of the request. Runs behind the security filters. */
final class TenancyFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof HubAuthentication known)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Tenancy.run(known.getPrincipal().workspace(), () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                } catch (ServletException failure) {
                    throw new Carried(failure);
                }
            });
        } catch (UncheckedIOException carried) {
            throw carried.getCause();
        } catch (Carried carried) {
            throw carried.failure;
        }
    }

    /** A checked failure on its way through a lambda. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final ServletException failure;

        Carried(ServletException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
