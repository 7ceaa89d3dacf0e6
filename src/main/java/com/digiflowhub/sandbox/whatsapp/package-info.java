/** WhatsApp Cloud API and the phones of the people who write to it, simulated. */
@NamedInterface("whatsapp")
@NullMarked
package com.digiflowhub.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
