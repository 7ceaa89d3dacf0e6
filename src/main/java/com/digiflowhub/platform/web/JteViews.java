package com.digiflowhub.platform.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;

/**
 * From the name a page's method returns to HTML: {@code inbox/page} is {@code src/main/jte/inbox/page.jte}, given the model and the frame;
 * {@code redirect:/there} sends the browser on. A page is rendered whole before its first byte leaves, so that a failure is an error page.
 */
@Component
public class JteViews implements ViewResolver, Ordered {
    private static final String REDIRECT = "redirect:";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Frames frames;

    JteViews(Frames frames) {
        this.frames = frames;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public View resolveViewName(String name, Locale locale) {
        if (name.startsWith(REDIRECT)) {
            RedirectView redirect = new RedirectView(name.substring(REDIRECT.length()), true, false, false);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return redirect;
        }
        return (model, request, response) -> write(name, model, request, response);
    }

    /** A template to stand inside another one that does not know it. */
    public Content part(String name, Frame frame, Map<String, Object> model) {
        Map<String, Object> given = new HashMap<>(model);
        given.put("frame", frame);
        return output -> templates.render(name + ".jte", given, output);
    }

    private void write(
            String name, @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Object> given = new HashMap<>(model == null ? Map.of() : model);
        given.put("frame", frames.of(request));
        StringOutput page = new StringOutput();
        templates.render(name + ".jte", given, page);
        byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
