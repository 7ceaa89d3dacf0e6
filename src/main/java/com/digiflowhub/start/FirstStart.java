package com.digiflowhub.start;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Connections.WrongVariable;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.Passwords;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.ZoneId;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What the environment says about owner and connections, before anybody can knock: a wrong value must stop the start, not the tenth
 * webhook. The connections follow the environment at each start; the owner is made once.
 */
@Component
@ConditionalOnProperty(name = "HUB_MODE", havingValue = "live", matchIfMissing = true)
class FirstStart implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String EMAIL = "HUB_OWNER_EMAIL";
    private static final String PASSWORD = "HUB_OWNER_PASSWORD";
    private static final String WORKSPACE = "Workspace";

    private final Environment environment;
    private final FirstOwner firstOwner;
    private final Passwords passwords;
    private final Connections connections;

    FirstStart(Environment environment, FirstOwner firstOwner, Passwords passwords, Connections connections) {
        this.environment = environment;
        this.firstOwner = firstOwner;
        this.passwords = passwords;
        this.connections = connections;
    }

    @Override
    public void afterSingletonsInstantiated() {
        connections.wrongVariables(environment).stream().findFirst().ifPresent(FirstStart::refuse);
        foundOwner();
        firstOwner.founded().ifPresent(founded -> connect(founded.workspace()));
    }

    /** The owner may also come later, by the page. */
    @EventListener
    void founded(FirstOwner.Founded founded) {
        connect(founded.workspace());
    }

    private void foundOwner() {
        String email = environment.getProperty(EMAIL, "").strip();
        String password = environment.getProperty(PASSWORD, "");
        if ((email.isEmpty() && password.isEmpty()) || !firstOwner.missing()) {
            return;
        }
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new InvalidSetting(EMAIL, "must be an e-mail address, beside " + PASSWORD);
        }
        passwords.refusal(password).ifPresent(why -> {
            throw new InvalidSetting(PASSWORD, "is " + remedy(why));
        });
        Locale locale = "fr".equals(Locale.getDefault().getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        String name = email.substring(0, email.indexOf('@'));
        firstOwner
                .found(new FirstOwner.Founding(email, name, password, WORKSPACE, locale, ZoneId.systemDefault()))
                .ifPresent(founded -> LOG.info("The owner {} was made from {}", founded.owner(), EMAIL));
    }

    private void connect(WorkspaceId workspace) {
        Tenancy.in(workspace, () -> connections.fromEnvironment(environment)).forEach((provider, saved) -> {
            switch (saved) {
                case Saved.Kept kept -> LOG.info("{} is connected as the environment says", provider);
                case Saved.Taken taken ->
                    LOG.warn(
                            "{} is not connected from the environment: another connection has the account {}; remove one of them",
                            provider,
                            taken.account());
                case Saved.Wrong wrong ->
                    throw new IllegalStateException(
                            provider + "." + wrong.field() + " was read a moment ago and is now " + wrong.code());
            }
        });
    }

    private static void refuse(WrongVariable wrong) {
        throw new InvalidSetting(
                wrong.variable(),
                switch (wrong.code()) {
                    case "number" -> "must be a whole number";
                    case "range" -> "is too small or too large";
                    case "flag" -> "must be true or false";
                    case "address" -> "must be an address such as https://api.example.com";
                    default -> "must be one line of text, without control characters";
                });
    }

    private static String remedy(String why) {
        return switch (why) {
            case "password.short" -> "too short: take at least 8 characters";
            case "password.long" -> "too long: take at most 200 characters";
            default -> "among the passwords that are tried first: take another one";
        };
    }
}
