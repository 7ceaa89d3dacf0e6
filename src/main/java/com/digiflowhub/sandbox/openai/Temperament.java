package com.digiflowhub.sandbox.openai;

/** Which of the many servers of this wire is played: what it refuses, and how it answers. */
public enum Temperament {
    /** Takes everything that the vendor describes. */
    MODERN,
    /** Knows no json_schema and no max_completion_tokens; calls tools. */
    OLD,
    /** Knows neither json_schema nor tools, but can be told to answer with an object. */
    JSON_MODE,
    /** Refuses temperature and max_tokens. */
    REASONING,
    /** Refuses everything but messages, with errors of its own shape, and puts what it was asked for between sentences. */
    BARE,
    /** Refuses everything but messages with 400 and not one word about why. */
    SILENT,
    /** Takes response_format without a word, answers in prose, calls tools. */
    DEAF,
    /** Takes everything without a word and answers in prose. */
    PROSE,
    /** Answers with JSON that is none. */
    BROKEN_JSON,
    /** Answers with nothing. */
    EMPTY,
    /** Its answers end in the middle. */
    CUT
}
