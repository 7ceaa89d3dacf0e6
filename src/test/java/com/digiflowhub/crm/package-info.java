@NullMarked
package com.digiflowhub.crm;

import org.jspecify.annotations.NullMarked;
