@NullMarked
package com.digiflowhub.crm.web;

import org.jspecify.annotations.NullMarked;
