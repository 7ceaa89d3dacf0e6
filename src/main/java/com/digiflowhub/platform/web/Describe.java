package com.digiflowhub.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API document says of an address, a parameter, a body or a member; in English, for programmers. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Describe {
    /** One line for an address; a sentence for anything else. */
    String value();

    /** More about an address: what it changes, what it promises. */
    String more() default "";

    /** An example of a member or a parameter, as JSON. */
    String example() default "";

    /** The words that a text may be. */
    String[] oneOf() default {};

    /** A second way to end well, with the same body: its status and when, as in {@code "200: it was there already"}. */
    String orElse() default "";

    /** The problems that this address may answer besides those that all may, by their slugs. */
    String[] refusals() default {};
}
