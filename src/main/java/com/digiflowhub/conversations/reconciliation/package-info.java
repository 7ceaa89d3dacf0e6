/** What was acknowledged, held once a day against what became of it: the proof that nothing is missing. */
@NullMarked
package com.digiflowhub.conversations.reconciliation;

import org.jspecify.annotations.NullMarked;
