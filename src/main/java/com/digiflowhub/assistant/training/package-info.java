/** Files of questions and answers, read, looked at and taken over. */
@NullMarked
package com.digiflowhub.assistant.training;

import org.jspecify.annotations.NullMarked;
