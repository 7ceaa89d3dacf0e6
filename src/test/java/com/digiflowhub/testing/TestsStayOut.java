package com.digiflowhub.testing;

import com.digiflowhub.HubApplication;
import com.digiflowhub.platform.work.Task;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tests wire for themselves lies in the same packages: a hub that is started among them must not find it. */
public final class TestsStayOut extends TypeExcludeFilter {
    /** The whole hub with one kind of work more, which lies among the tests and writes with the app's own rights. */
    public static <T extends Task<?>> void startWith(Class<T> kind, Function<JdbcClient, T> made, String... arguments) {
        new SpringApplicationBuilder(HubApplication.class)
                .initializers(starting -> {
                    GenericApplicationContext registry = (GenericApplicationContext) starting;
                    registry.getBeanFactory().registerSingleton("testsStayOut", new TestsStayOut());
                    registry.registerBean(kind, () -> made.apply(registry.getBean("app", JdbcClient.class)));
                })
                .run(arguments);
    }

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
        return reader.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TestsStayOut;
    }

    @Override
    public int hashCode() {
        return TestsStayOut.class.hashCode();
    }
}
