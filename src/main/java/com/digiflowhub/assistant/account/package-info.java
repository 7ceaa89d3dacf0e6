/** What the folders of model providers share about an account: which model was chosen for it, and what its answers mean. */
@NullMarked
package com.digiflowhub.assistant.account;

import org.jspecify.annotations.NullMarked;
