package com.digiflowhub.identity.web;

import com.digiflowhub.identity.SignedIn;
import java.util.List;
import java.util.TreeSet;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who is signed in, as Spring Security carries it. */
final class HubAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient SignedIn signedIn;

    HubAuthentication(SignedIn signedIn) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + signedIn.role().name())));
        this.signedIn = signedIn;
        setAuthenticated(true);
    }

    @Override
    public SignedIn getPrincipal() {
        return signedIn;
    }

    /** Tells apart all who may not see each other's answers: a key has fewer rights than the user who made it. */
    @Override
    public String getName() {
        return signedIn.user() + " " + signedIn.role() + " " + String.join(",", new TreeSet<>(signedIn.scopes()));
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
