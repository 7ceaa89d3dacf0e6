package com.digiflowhub.testing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** What tests wire for themselves lies in the same packages: a hub that is started among them must not find it. */
public final class TestsStayOut extends TypeExcludeFilter {
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
