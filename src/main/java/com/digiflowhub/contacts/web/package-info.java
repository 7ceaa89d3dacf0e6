@NullMarked
package com.digiflowhub.contacts.web;

import org.jspecify.annotations.NullMarked;
