package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.HubApplication;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.testing.MigratedDatabase;
import com.digiflowhub.vocabulary.Answerer;
import com.digiflowhub.vocabulary.Happening;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/**
 * The map of the house, drawn from the code and the catalogues. {@code ./mvnw test -Dtest=MapTest -Dwrite=true} draws
 * {@code docs/map.md} anew.
 */
class MapTest {
    private static final Path FILE = Path.of("docs", "map.md");
    private static final Path ROOT = Path.of("src", "main", "java", "com", "digiflowhub");
    private static final Pattern ABOUT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern KIND =
            Pattern.compile("String (?:KIND|READER) = \"([^\"]+)\"|String kind\\(\\) \\{\\s*return \"([^\"]+)\"");
    private static final Pattern FACT = Pattern.compile("new Fact<>\\(\\s*\"([^\"]+)\"");
    private static final Pattern ADDRESS = Pattern.compile(
            "@(Get|Post|Put|Patch|Delete)Mapping\\(\\s*(?:(?:path|value)\\s*=\\s*)?(\\{[^}]*}|\"[^\"]*\")");
    private static final Pattern BASE =
            Pattern.compile("@RequestMapping\\(\\s*(?:(?:path|value)\\s*=\\s*)?\"([^\"]*)\"");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final ApplicationModules modules = ApplicationModules.of(HubApplication.class);
    private final JavaClasses hub = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.digiflowhub");

    @Test
    void the_map_shows_the_house_as_it_stands() throws IOException {
        String today = draw();
        if (Boolean.getBoolean("write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, today);
        }
        assertThat(Files.readString(FILE)).isEqualTo(today);
    }

    private String draw() throws IOException {
        StringBuilder map = new StringBuilder("""
                # The map

                Drawn by the build from the code and the catalogues (`MapTest`); do not edit. An arrow says *may use*, and goes down only; every
                module may use `platform`.

                ```mermaid
                graph TD
                """);
        for (ApplicationModule module : sorted()) {
            for (String below : below(module)) {
                map.append("    ")
                        .append(name(module))
                        .append(" --> ")
                        .append(below)
                        .append('\n');
            }
        }
        map.append("```\n");
        for (ApplicationModule module : sorted()) {
            map.append(room(module));
        }
        return map.toString();
    }

    private List<ApplicationModule> sorted() {
        return modules.stream().sorted(Comparator.comparing(MapTest::name)).toList();
    }

    private Set<String> below(ApplicationModule module) {
        return module.getDirectDependencies(modules, DependencyType.values())
                .uniqueModules()
                .map(MapTest::name)
                .filter(below -> !below.equals("platform") && !below.equals(name(module)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String room(ApplicationModule module) throws IOException {
        String name = name(module);
        StringBuilder room = new StringBuilder("\n## " + name + "\n\n" + about(name) + "\n");
        List<String> lines = Stream.of(
                        line("Tables", tables(name)),
                        line("Happenings", types(name, Happening.class)),
                        line("Facts", found(name, FACT)),
                        line("Work", kinds(name)),
                        line("Answerers", types(name, Answerer.class)),
                        line("Addresses", addresses(name)))
                .filter(line -> !line.isEmpty())
                .toList();
        if (!lines.isEmpty()) {
            room.append('\n').append(String.join("\n", lines)).append('\n');
        }
        return room.toString();
    }

    private static String line(String label, Set<String> entries) {
        return entries.isEmpty()
                ? ""
                : "* " + label + ": "
                        + entries.stream().map(entry -> "`" + entry + "`").collect(Collectors.joining(", "));
    }

    private static String about(String module) throws IOException {
        Matcher about = ABOUT.matcher(Files.readString(ROOT.resolve(module).resolve("package-info.java")));
        assertThat(about.find()).as(module + " says what it is for").isTrue();
        return about.group(1)
                .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .strip();
    }

    /** The platform's schemas are its folders; a module's has its own name. */
    private static Set<String> tables(String module) throws IOException {
        TreeSet<String> schemas = new TreeSet<>();
        schemas.add(module);
        if (module.equals("platform")) {
            try (Stream<Path> folders = Files.list(ROOT.resolve(module))) {
                folders.filter(Files::isDirectory)
                        .forEach(folder -> schemas.add(folder.getFileName().toString()));
            }
        }
        return MigratedDatabase.shared().list("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p', 'v') and not c.relispartition
                        """).stream()
                .filter(table -> schemas.contains(table.substring(0, table.indexOf('.'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> types(String module, Class<?> kind) {
        return hub.stream()
                .filter(in(module))
                .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kinds of durable work, by the constant in the class that does it. */
    private Set<String> kinds(String module) throws IOException {
        TreeSet<String> kinds = new TreeSet<>();
        List<JavaClass> tasks = hub.stream()
                .filter(in(module))
                .filter(type -> type.isAssignableTo(Task.class) && !type.isInterface())
                .toList();
        for (JavaClass task : tasks) {
            Path file = Path.of("src", "main", "java").resolve(task.getName().replace('.', '/') + ".java");
            Matcher kind = KIND.matcher(Files.readString(file));
            kinds.add(kind.find() ? first(kind) : task.getSimpleName());
        }
        return kinds;
    }

    private static String first(Matcher kind) {
        String constant = kind.group(1);
        return constant == null ? String.valueOf(kind.group(2)) : constant;
    }

    private static Set<String> found(String module, Pattern pattern) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String text : texts(module)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static Set<String> addresses(String module) throws IOException {
        TreeSet<String> addresses = new TreeSet<>();
        for (String text : texts(module)) {
            Matcher base = BASE.matcher(text);
            String front = base.find() ? base.group(1) : "";
            Matcher address = ADDRESS.matcher(text);
            while (address.find()) {
                Matcher path = QUOTED.matcher(address.group(2));
                while (path.find()) {
                    addresses.add(address.group(1).toUpperCase(java.util.Locale.ROOT) + " " + front + path.group(1));
                }
            }
        }
        return addresses;
    }

    private static List<String> texts(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(MapTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static Predicate<JavaClass> in(String module) {
        return type -> (type.getPackageName() + ".").startsWith("com.digiflowhub." + module + ".");
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
