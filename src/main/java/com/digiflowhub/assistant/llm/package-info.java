/** What a model is asked and answers, whoever speaks for it; what the folders of model providers share. */
@NullMarked
package com.digiflowhub.assistant.llm;

import org.jspecify.annotations.NullMarked;
