package com.digiflowhub.conversations.web;

/** What the inbox offers before its first conversation. */
public record Lesson(boolean nothingConnected, boolean sandbox) {}
