package com.digiflowhub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub. */
@SpringBootApplication
public class HubApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(HubApplication.class, arguments);
    }
}
