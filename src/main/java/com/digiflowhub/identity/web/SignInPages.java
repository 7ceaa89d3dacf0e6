package com.digiflowhub.identity.web;

import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.identity.Sessions;
import com.digiflowhub.identity.SignIn;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in by password or by a link that opens once, changing the workspace, signing out. */
@Controller
class SignInPages {
    private final SignIn signIn;
    private final OneTimeLinks links;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SignInPages(SignIn signIn, OneTimeLinks links, Sessions sessions, SessionCookie cookie) {
        this.signIn = signIn;
        this.links = links;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GetMapping("/sign-in")
    String page(@RequestParam(defaultValue = "") String next, Model model) {
        model.addAttribute("next", ours(next));
        return "identity/sign-in";
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (signIn.with(email, password, request.getRemoteAddr())) {
            case SignIn.Result.Known known ->
                enter(known.user().id(), ours(next), response)
                        .orElseGet(() ->
                                again(email, "sign-in.no-workspace", next, HttpStatus.FORBIDDEN, response, model));
            case SignIn.Result.Wrong wrong ->
                again(email, "sign-in.wrong", next, HttpStatus.UNAUTHORIZED, response, model);
            case SignIn.Result.TooMany tooMany -> {
                response.setHeader("Retry-After", Long.toString(tooMany.pause().toSeconds()));
                yield again(email, "sign-in.too-many", next, HttpStatus.TOO_MANY_REQUESTS, response, model);
            }
        };
    }

    /** Only looked at here: what fetches links ahead of people must not use them up. */
    @GetMapping("/sign-in/link/{code}")
    String link(@PathVariable String code, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("good", links.good(code, OneTimeLinks.Purpose.SIGN_IN));
        return "identity/link";
    }

    @PostMapping("/sign-in/link/{code}")
    String openLink(@PathVariable String code, HttpServletResponse response, Model model) {
        return links.open(code, OneTimeLinks.Purpose.SIGN_IN)
                .flatMap(OneTimeLinks.Opened::user)
                .flatMap(user -> enter(user, "/", response))
                .orElseGet(() -> {
                    response.setStatus(HttpStatus.GONE.value());
                    model.addAttribute("code", code);
                    model.addAttribute("good", false);
                    return "identity/link";
                });
    }

    @PostMapping("/workspace")
    String change(@RequestParam java.util.UUID workspace, SignedIn who, HttpServletRequest request) {
        boolean changed = cookie.read(request)
                .map(code -> sessions.enter(code, who.user(), new WorkspaceId(workspace)))
                .orElse(false);
        if (!changed) {
            throw Problem.notFound("workspace");
        }
        return "redirect:/";
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        cookie.read(request).ifPresent(sessions::end);
        cookie.clear(response);
        return "redirect:/sign-in";
    }

    private Optional<String> enter(UserId user, String next, HttpServletResponse response) {
        Optional<Secret> session = sessions.begin(user);
        session.ifPresent(code -> cookie.write(response, code));
        return session.map(code -> "redirect:" + (next.isEmpty() ? "/" : next));
    }

    private static String again(
            String email, String wrong, String next, HttpStatus status, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("email", email);
        model.addAttribute("wrong", wrong);
        model.addAttribute("next", ours(next));
        return "identity/sign-in";
    }

    /** A path of this hub, never another host's. */
    private static String ours(String next) {
        return next.matches("/(?![/\\\\])[\\w./?=&%-]*") ? next : "";
    }
}
