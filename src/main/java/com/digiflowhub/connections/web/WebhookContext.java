package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Door;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** The Tomcat context in which the door stands alone: one servlet, no filter, no session. */
final class WebhookContext {
    static final String PATH = "/api/webhooks";
    private static final String IDLE_MILLIS = "15000";

    private WebhookContext() {}

    static void addTo(Host host, Door door) {
        addTo(host, new WebhookServlet(door));
    }

    static void addTo(Host host, WebhookServlet servlet) {
        Context context = new StandardContext();
        context.setName(PATH);
        context.setPath(PATH);
        context.setDocBase(null);
        context.addLifecycleListener(new Tomcat.FixContextListener());
        Wrapper wrapper = Tomcat.addServlet(context, "door", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping("/*");
        host.addChild(context);
    }

    /** A connection that says nothing is closed after a while; one that is used is kept, since each new one costs its sender time. */
    static void keep(Connector connector) {
        connector.setProperty("connectionTimeout", IDLE_MILLIS);
        connector.setProperty("maxKeepAliveRequests", "-1");
    }

    /** On the port of its own; bytes behind a refused body are not read. */
    static void limit(Connector connector) {
        keep(connector);
        connector.setProperty("maxSwallowSize", "0");
        connector.setProperty("server", "");
    }
}
