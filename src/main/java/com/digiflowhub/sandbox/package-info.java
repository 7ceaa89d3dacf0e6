/**
 * The providers, simulated on the wire: real servers on loopback that speak, check and sign as the providers do, fail on
 * demand, and write down what they accepted. Knows nothing of the hub and shares no line with it.
 */
@ApplicationModule(
        displayName = "Sandbox",
        allowedDependencies = {})
@NullMarked
package com.digiflowhub.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
