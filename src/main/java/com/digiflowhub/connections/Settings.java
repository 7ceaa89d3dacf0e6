package com.digiflowhub.connections;

import com.digiflowhub.platform.vault.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.env.Environment;

/**
 * A provider's settings record taken apart and put together: text in (a form, the environment, a row), a record out. Five types: text, whole
 * number, yes or no, address, secret. Text that is not given takes the field's default.
 */
public final class Settings {
    static final int MAX_CHARACTERS = 4_000;

    private Settings() {}

    /** One input of the form. {@code type} is {@code text}, {@code number}, {@code flag}, {@code address} or {@code secret}. */
    public record Input(
            String name,
            String type,
            List<String> variables,
            String defaultValue,
            boolean required,
            boolean pasted,
            int least,
            int most) {
        public Input {
            variables = List.copyOf(variables);
        }

        public boolean secret() {
            return type.equals("secret");
        }
    }

    /** What came of reading. */
    sealed interface Reading {
        record Read(Record settings) implements Reading {}

        record Wrong(String field, String code) implements Reading {}
    }

    public static List<Input> inputs(Class<? extends Record> type) {
        List<Input> inputs = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            if (field == null) {
                throw new IllegalStateException(type.getName() + "." + component.getName() + " carries no @Field");
            }
            inputs.add(new Input(
                    component.getName(),
                    typeName(component),
                    List.of(field.variable()),
                    field.defaultValue(),
                    field.required(),
                    field.pasted(),
                    field.least(),
                    field.most()));
        }
        return inputs;
    }

    /** The text of every field as the environment gives it; the first of a field's variables that is set counts. */
    static Map<String, String> from(Environment environment, Class<? extends Record> type) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Input input : inputs(type)) {
            input.variables().stream()
                    .map(variable -> environment.getProperty(variable, "").strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .ifPresent(value -> given.put(input.name(), value));
        }
        return given;
    }

    static Reading read(Class<? extends Record> type, Function<String, Optional<String>> given) {
        List<Input> inputs = inputs(type);
        Object[] values = new Object[inputs.size()];
        for (int i = 0; i < values.length; i++) {
            Input input = inputs.get(i);
            String text = given.apply(input.name())
                    .map(String::strip)
                    .filter(t -> !t.isEmpty())
                    .orElse(input.defaultValue());
            if (input.required() && text.isEmpty()) {
                return new Reading.Wrong(input.name(), "required");
            }
            Optional<String> refused = refused(input, text);
            if (refused.isPresent()) {
                return new Reading.Wrong(input.name(), refused.get());
            }
            values[i] = value(input.type(), text).orElseThrow();
        }
        return new Reading.Read(make(type, values));
    }

    /** What the text would have to be to fit the input; empty when it fits. */
    static Optional<String> refused(Input input, String text) {
        if (text.length() > MAX_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("text");
        }
        Optional<Object> value = value(input.type(), text);
        if (value.isEmpty()) {
            return Optional.of(input.type());
        }
        boolean outside = value.get() instanceof Integer number && (number < input.least() || number > input.most());
        return outside ? Optional.of("range") : Optional.empty();
    }

    /** Every field as text; secrets only when asked for, the others only when not. */
    static Map<String, String> texts(Record settings, boolean secrets) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = read(component, settings);
            if (value instanceof Secret secret) {
                if (secrets) {
                    texts.put(component.getName(), secret.reveal());
                }
            } else if (!secrets) {
                texts.put(component.getName(), value.toString());
            }
        }
        return texts;
    }

    private static Optional<Object> value(String type, String text) {
        return switch (type) {
            case "number" -> number(text);
            case "flag" -> flag(text);
            case "address" -> address(text);
            case "secret" -> Optional.of(new Secret(text));
            case "text" -> Optional.of(text);
            default -> throw new IllegalStateException(type);
        };
    }

    private static Optional<Object> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text.isEmpty() ? "0" : text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Object> flag(String text) {
        return switch (text) {
            case "true", "on", "yes", "1" -> Optional.of(true);
            case "false", "off", "no", "0", "" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> address(String text) {
        try {
            URI address = URI.create(text.replaceAll("/+$", ""));
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null && address.getUserInfo() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String typeName(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return "text";
        } else if (type == int.class) {
            return "number";
        } else if (type == boolean.class) {
            return "flag";
        } else if (type == URI.class) {
            return "address";
        } else if (type == Secret.class) {
            return "secret";
        }
        throw new IllegalStateException("no input for " + component);
    }

    private static Record make(Class<? extends Record> type, Object[] values) {
        Class<?>[] types = new Class<?>[values.length];
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(type.getName() + " refused its own fields", refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName() + " is not a record", impossible);
        }
    }

    private static Object read(RecordComponent component, Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component.toString(), impossible);
        }
    }
}
