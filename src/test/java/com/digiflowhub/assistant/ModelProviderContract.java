package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelProvider;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.platform.settings.Variables;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.web.Words;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for every model provider, whatever its wire: an answer has the form that was asked for, every other end is one of the sealed
 * ones and none an exception, and what a person must mend has a name with a remedy in both languages.
 */
public abstract class ModelProviderContract {
    private static final Prompt PROMPT = new Prompt(
            """
            Answer only from KNOWLEDGE.
            KNOWLEDGE:
            [{"id":"price","question":"Quel est le prix de la formation ?","response":"La formation coûte 490 €."}]""",
            List.of(
                    new Prompt.Turn(false, "Bonjour !"),
                    new Prompt.Turn(true, "dites"),
                    new Prompt.Turn(true, "c'est combien la formation ?")),
            ReplyForm.FORM);

    protected final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());

    protected abstract ModelProvider provider();

    /** Its settings with this key and model at this address. */
    protected abstract Record settings(String key, String model, URI address);

    protected abstract URI address();

    protected abstract String key();

    /** One that the simulated server has. */
    protected abstract String model();

    protected abstract Faults faults();

    /** How this wire refuses an account that may not use the model. */
    protected abstract String notAllowed();

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    @Test
    void it_has_a_key_that_never_changes_and_settings_that_a_form_can_show() {
        assertThat(provider().key()).matches("[a-z][a-z0-9-]*");
        assertThat(Settings.inputs(provider().settings())).isNotEmpty().allSatisfy(input -> {
            assertThat(input.variables()).isNotEmpty().allMatch(Variables::ofProvider);
            assertThat(input.type()).isIn("text", "secret", "number", "flag", "address");
        });
    }

    @Test
    void an_answer_has_the_form_that_was_asked_for_and_says_what_it_cost() {
        assertThat(provider().ask(working(), PROMPT)).isInstanceOfSatisfying(ModelReply.Said.class, said -> {
            assertThat(said.model()).isEqualTo(model());
            assertThat(PROMPT.form().fitting(said.answer())).isPresent();
            assertThat(said.answer().path("text").asString()).contains("490 €");
            assertThat(said.answer().path("usedEntries").path(0).asString()).isEqualTo("price");
            assertThat(said.usage().promptTokens()).isPositive();
            assertThat(said.usage().completionTokens()).isPositive();
        });
    }

    @Test
    void another_form_is_kept_to_as_well() {
        AnswerForm form = AnswerForm.of("score", """
                {"type": "object", "additionalProperties": false, "required": ["score", "reasons", "angry"], "properties": {
                  "score": {"type": "integer"}, "reasons": {"type": "array", "items": {"type": "string"}}, "angry": {"type": "boolean"}}}
                """);
        assertThat(provider().ask(working(), new Prompt("rules", PROMPT.turns(), form)))
                .isInstanceOfSatisfying(
                        ModelReply.Said.class,
                        said -> assertThat(form.fitting(said.answer())).isPresent());
    }

    @Test
    void without_a_name_a_model_is_chosen_and_said() {
        Connection unnamed = at(key(), "", address());
        assertThat(provider().model(unnamed)).isEmpty();
        assertThat(provider().ask(unnamed, PROMPT)).isInstanceOf(ModelReply.Said.class);
        assertThat(provider().model(unnamed)).isNotEmpty();
        assertThat(provider().check(unnamed).getFirst())
                .isEqualTo(new Finding(
                        provider().key() + ".fine",
                        Finding.Verdict.FINE,
                        List.of(provider().model(unnamed)),
                        java.util.Optional.empty()));
    }

    @Test
    void a_key_that_is_refused_must_be_mended() {
        isBroken(at("sk-wrong", model(), address()), provider().key() + ".key-refused");
    }

    @Test
    void a_model_that_is_not_there_must_be_mended_and_the_check_offers_others() {
        Connection unknown = at(key(), "model-of-yesterday", address());
        isBroken(unknown, provider().key() + ".model-unknown");
        assertThat(provider().check(unknown).getFirst().arguments().getFirst()).isEqualTo("model-of-yesterday");
        assertThat(provider().check(unknown).getFirst().arguments().getLast()).contains(model());
    }

    @Test
    void an_account_without_rights_or_without_money_must_be_mended_and_is_not_asked_again() {
        faults().on(Fault.REFUSE, notAllowed());
        isBroken(working(), provider().key() + ".not-allowed");
        faults().clear();
        long before = faults().hits(Fault.TOO_MANY);
        faults().on(Fault.TOO_MANY, "insufficient_quota");
        ModelReply reply = provider().ask(working(), PROMPT);
        assertThat(reply).isInstanceOf(ModelReply.Broken.class);
        assertThat(faults().hits(Fault.TOO_MANY)).isEqualTo(before + 1);
        isBroken(working(), ((ModelReply.Broken) reply).finding());
    }

    @Test
    void too_many_questions_are_told_with_the_pause_that_the_server_asks() {
        faults().next(Fault.TOO_MANY, 1, "7");
        assertThat(provider().ask(working(), PROMPT))
                .isInstanceOfSatisfying(
                        ModelReply.TooMany.class,
                        many -> assertThat(many.after()).isEqualTo(Duration.ofSeconds(7)));
        faults().next(Fault.TOO_MANY, 1, "7");
        finds(working(), provider().key() + ".busy", Finding.Verdict.WARNING);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_BEFORE", "ERROR_AFTER", "DROP", "GARBAGE"})
    void a_breakdown_may_pass(Fault fault) {
        faults().next(fault, 1);
        assertThat(provider().ask(working(), PROMPT)).isInstanceOf(ModelReply.Failed.class);
        assertThat(provider().ask(working(), PROMPT)).isInstanceOf(ModelReply.Said.class);
    }

    @Test
    void a_slow_server_is_waited_for_and_one_that_never_answers_is_left() {
        faults().next(Fault.DELAY, 1, "300");
        assertThat(provider().ask(working(), PROMPT)).isInstanceOf(ModelReply.Said.class);
        faults().next(Fault.HANG, 1, "30000");
        assertThat(provider().ask(working(), PROMPT))
                .isInstanceOfSatisfying(
                        ModelReply.Failed.class,
                        failed -> assertThat(failed.why().code()).isEqualTo("model-slow"));
    }

    @Test
    void a_server_that_is_not_there_is_a_warning() {
        URI gone = address();
        sandbox.close();
        assertThat(provider().ask(at(key(), model(), gone), PROMPT)).isInstanceOf(ModelReply.Failed.class);
        finds(at(key(), model(), gone), provider().key() + ".unreachable", Finding.Verdict.WARNING);
    }

    @Test
    void no_secret_is_in_what_is_printed() {
        Connection connection = working();
        assertThat(connection + " " + connection.settings(Record.class)).doesNotContain(key());
    }

    private void isBroken(Connection connection, String finding) {
        assertThat(provider().ask(connection, PROMPT)).isEqualTo(new ModelReply.Broken(finding));
        finds(connection, finding, Finding.Verdict.BROKEN);
    }

    private void finds(Connection connection, String code, Finding.Verdict verdict) {
        List<Finding> findings = provider().check(connection);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.verdict()).isEqualTo(verdict);
        });
        assertThatWordsAreThere(code);
    }

    private Connection working() {
        return at(key(), model(), address());
    }

    private Connection at(String key, String model, URI address) {
        return new Connection(
                new WorkspaceId(UUID.randomUUID()),
                new ConnectionId(UUID.randomUUID()),
                provider().key(),
                "Model",
                "path",
                settings(key, model, address));
    }

    /** What a check finds is told with its remedy, in both languages. */
    public static void assertThatWordsAreThere(String finding) {
        for (Locale language : Words.LANGUAGES) {
            Words.Said said = new Words().in(language);
            assertThat(said.find("finding." + finding))
                    .as(finding + " " + language)
                    .hasValueSatisfying(words -> assertThat(words).isNotBlank());
            assertThat(said.find("finding." + finding + ".remedy"))
                    .as(finding + " remedy " + language)
                    .hasValueSatisfying(words -> assertThat(words).isNotBlank());
        }
    }
}
