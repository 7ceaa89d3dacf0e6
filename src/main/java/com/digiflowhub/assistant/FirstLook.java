package com.digiflowhub.assistant;

import com.digiflowhub.conversations.Transcript;
import java.util.regex.Pattern;

/** What a message plainly is, told by rule and without a model: a lead who wants a person gets one on the worst of days. */
enum FirstLook {
    WANTS_A_PERSON,
    GREETING,
    THANKS,
    /** "ok", a thumb: nothing that wants an answer. */
    NOD,
    /** A picture, a voice message, a sign: nothing that can be read. */
    NOTHING_TO_READ,
    QUESTION;

    private static final String SOMEBODY =
            "(quelqu( ?un)?|qqn?|humaine?s?|(vraie? )?personne|conseill\\w*|responsable|agent|operateur|operatrice|collegue|"
                    + "commercial\\w*|vendeu\\w*|someone|somebody|humans?|(real |actual )?(person|people)|advisor|adviser|representative|operator|staff|manager)";
    private static final Pattern PERSON = Pattern.compile(
            "\\b(parle\\w*|parlais|discute\\w*|echange\\w*|cause\\w*|passe[zr]?|met\\w*|transfer\\w*|joindre|speak|speaking|talk|talking|connect|transfer|put)\\b"
                    + "( \\w+){0,5} " + SOMEBODY + "\\b"
                    + "|\\b(veux|voudrais|souhaite\\w*|besoin d|aimerais|prefere\\w*|exige|want|need|prefer|get me|give me)\\b( (a|an|avoir|un|une|plutot|to|have))* "
                    + SOMEBODY + "\\b( (svp|please|stp))?$"
                    + "|\\b(un|une|a|an) (humaine?|human|(vraie?|real|actual) (humaine?|human|personne|person))\\b"
                    + "|\\b(rappele[rz]?|appele[rz]?|rapele[rz]?|rappelle|recontacte[rz]?)( |-)moi\\b|\\bme (rappele[rz]?|rapele[rz]?|recontacte[rz]?)\\b|\\bcall me( back)?\\b"
                    + "|^(humaine?|human|agent|conseiller|operator)( (svp|please|stp))?$");
    private static final Pattern GREETING_ONLY = Pattern.compile(
            "((re)?bonjour|bonsoir|salut|slt|coucou|cc|bjr|bsr|hello|helo|hi|hey|yo|good (morning|evening|afternoon|day))"
                    + "( (a tous|a vous|madame|monsieur|mme|mr|there|everyone|l equipe|ca va|comment (ca va|allez vous)|how are you|toi))*");
    private static final Pattern THANKS_ONLY = Pattern.compile(
            "((ok|d accord|super|parfait|top|genial|great|perfect|cool|bien|tres bien) )*(merci|mrc|thanks|thank you|thx|many thanks|merci (beaucoup|bcp|bien|a vous))"
                    + "( (beaucoup|bcp|bien|a vous|pour tout|pour (votre|ta|la) (reponse|aide)|so much|a lot|very much|bonne (journee|soiree)|for your (help|answer)))*");
    private static final Pattern NOD_ONLY = Pattern.compile(
            "(ok|okay|oki|okk|d accord|dac|daccord|entendu|compris|ca marche|parfait|super|top|cool|nickel|tres bien|great|perfect|noted|got it|alright|vu|👍)( (ok|super|parfait|cool|great))*");

    /** Of all that waits for an answer, one line a message. */
    static FirstLook at(String words) {
        String readable = words.lines()
                .filter(line -> !Transcript.isWordless(line))
                .reduce("", (before, line) -> before + "\n" + line);
        String plain = Lexicon.plain(readable);
        if (PERSON.matcher(plain).find()) {
            return WANTS_A_PERSON;
        }
        if (plain.isEmpty()) {
            return readable.isBlank() ? NOTHING_TO_READ : NOD;
        }
        if (GREETING_ONLY.matcher(plain).matches()) {
            return GREETING;
        }
        if (THANKS_ONLY.matcher(plain).matches()) {
            return THANKS;
        }
        return NOD_ONLY.matcher(plain).matches() ? NOD : QUESTION;
    }
}
