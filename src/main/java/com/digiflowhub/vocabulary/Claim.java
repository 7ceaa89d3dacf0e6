package com.digiflowhub.vocabulary;

import com.digiflowhub.platform.work.NewItem;
import java.util.Optional;

/** "I answer this": who says so, and the work that will do it (none when a person answers by hand). */
public record Claim(String by, Optional<NewItem> work) {}
