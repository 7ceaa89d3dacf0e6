package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Stage;

/** A stage and how many leads it holds. */
public record StageRow(Stage stage, long leads) {}
