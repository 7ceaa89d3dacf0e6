package com.digiflowhub.identity.web;

import com.digiflowhub.identity.SignedIn;
import java.util.List;
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

    @Override
    public String getCredentials() {
        return "";
    }
}
