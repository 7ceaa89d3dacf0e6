package com.digiflowhub.sandbox.line;

/** What differs between the simulated providers: their answers, and their words for what went wrong. */
public interface Provider {

    String name();

    Faults faults();

    /** Whether faults may strike this call: it asks for something that has an effect. */
    boolean hasEffect(Request request);

    /** Which of its accounts calls: a number, a key. A fault may be for one of them alone. */
    String whose(Request request);

    String correlation(Request request);

    Answer answer(Request request);

    Answer refusal(String code);

    Answer tooMany(String parameter);

    Answer broken();
}
