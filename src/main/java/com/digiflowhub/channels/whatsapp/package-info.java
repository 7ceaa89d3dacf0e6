@NullMarked
package com.digiflowhub.channels.whatsapp;

import org.jspecify.annotations.NullMarked;
