package com.digiflowhub.connections;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One setting of a provider: the environment variable that sets it for the first workspace, and whether it is needed. A component of type Secret is one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** The variable's name; further names are tried in order when the first is not set. */
    String[] variable();

    String defaultValue() default "";

    /** Of a number: what it may be. */
    int least() default Integer.MIN_VALUE;

    int most() default Integer.MAX_VALUE;

    boolean required() default false;

    /** A secret that a person copies from our page to the provider's; made by the hub when it is left empty, shown to an owner who asks. */
    boolean pasted() default false;
}
