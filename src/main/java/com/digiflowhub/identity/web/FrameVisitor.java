package com.digiflowhub.identity.web;

import com.digiflowhub.identity.Role;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Workspace;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.web.Visitor;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the frame who looks. */
@Configuration(proxyBeanMethods = false)
class FrameVisitor {
    private final Workspaces workspaces;

    FrameVisitor(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Bean
    Visitor.Finder visitorOfFrame() {
        return new Visitor.Finder(this::find);
    }

    private Optional<Visitor> find() {
        return Tenancy.here().isEmpty()
                ? Optional.empty()
                : SecurityConfiguration.signedIn().map(this::visitor);
    }

    private Visitor visitor(SignedIn who) {
        Workspace here = workspaces.current();
        List<Visitor.Workplace> all = workspaces.of(who.user()).stream()
                .map(membership -> new Visitor.Workplace(
                        membership.workspace().value().toString(),
                        membership.name(),
                        membership.workspace().equals(who.workspace())))
                .toList();
        return new Visitor(
                who.name(), User.initials(who.name()), who.role() == Role.OWNER, here.name(), here.zone(), all);
    }
}
