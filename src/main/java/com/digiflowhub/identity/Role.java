package com.digiflowhub.identity;

/** What a member may do: an owner everything, a member the daily work. */
public enum Role {
    OWNER,
    MEMBER
}
