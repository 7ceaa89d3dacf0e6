@NullMarked
package com.digiflowhub.connections.web;

import org.jspecify.annotations.NullMarked;
