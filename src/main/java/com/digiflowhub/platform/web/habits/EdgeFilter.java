package com.digiflowhub.platform.web.habits;

import com.digiflowhub.platform.web.ProblemAnswers;
import com.digiflowhub.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter of the API: what any filter behind it throws becomes a refusal in the one shape. */
final class EdgeFilter extends OncePerRequestFilter {
    private final ProblemAnswers answers;

    EdgeFilter(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ProblemAnswers.forPrograms(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException refusal) {
            answers.write(response, Problems.of(refusal));
        }
    }
}
