package com.digiflowhub.demo.web;

/** The page on which a simulated provider is played with, contributed as a bean. With several, each page of the sandbox leads to the others. */
public record SandboxTile(int position, String provider, String href) {}
