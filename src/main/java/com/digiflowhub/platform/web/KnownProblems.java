package com.digiflowhub.platform.web;

import java.util.List;

/** The kinds of refusal that a module may answer, for the document and the reference page. A test holds every answer against them. */
public interface KnownProblems {
    List<Kind> kinds();

    /** {@code slug} is stable: {@code /docs#problem-slug}. */
    record Kind(String slug, int status, String meaning) {}
}
