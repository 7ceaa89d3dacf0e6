/** What QA entries mean, as a model's numbers: finds the ones that say the same in other words. Everything in here can be made again. */
@NullMarked
package com.digiflowhub.assistant.embeddings;

import org.jspecify.annotations.NullMarked;
