package com.digiflowhub.identity;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.ZoneId;
import java.util.Locale;

/** One client company of the agency. */
public record Workspace(WorkspaceId id, String name, Locale locale, ZoneId zone) {}
