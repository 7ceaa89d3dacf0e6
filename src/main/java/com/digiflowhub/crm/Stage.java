package com.digiflowhub.crm;

/** A step on the way to winning a lead. {@code position} counts from 1. */
public record Stage(StageId id, String name, int position) {}
