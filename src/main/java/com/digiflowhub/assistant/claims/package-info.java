/** What a text asserts that somebody could hold the company to, and whether a source says the same. Pure. */
@NullMarked
package com.digiflowhub.assistant.claims;

import org.jspecify.annotations.NullMarked;
