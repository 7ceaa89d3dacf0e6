package com.digiflowhub.identity;

import org.springframework.stereotype.Component;

@Component
public class Workspaces {
    public Workspace current() {
        throw new IllegalStateException("stub");
    }
}
