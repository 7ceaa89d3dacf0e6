package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.Synonyms;
import com.digiflowhub.assistant.training.QaImports;
import com.digiflowhub.assistant.web.QaTrainingShapes.QaFile;
import com.digiflowhub.assistant.web.QaTrainingShapes.QaImportShape;
import com.digiflowhub.assistant.web.QaTrainingShapes.QaImported;
import com.digiflowhub.assistant.web.QaTrainingShapes.SynonymsShape;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files of questions and answers, and the words that mean the same, for programs. */
@RestController
@RequestMapping("/api/qa-training")
class QaImportApi {
    private final QaImports imports;
    private final Synonyms synonyms;
    private final Workspaces workspaces;

    QaImportApi(QaImports imports, Synonyms synonyms, Workspaces workspaces) {
        this.imports = imports;
        this.synonyms = synonyms;
        this.workspaces = workspaces;
    }

    @Describe(
            value = "Look at a file of questions and answers",
            more = "Answers which rows are ready and why others are not; adds nothing. At most 10,000 rows.")
    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.CREATED)
    QaImportShape look(@Valid @RequestBody QaFile file) {
        return switch (imports.look(file.csv(), false, workspaces.current().zone())) {
            case QaImports.Looked.Preview preview -> QaImportShape.of(preview);
            case QaImports.Looked.Refused refused -> throw Problem.invalid("csv", said(refused));
        };
    }

    @Describe(
            value = "Take a file over",
            more = "Adds every row that was ready, or none. A second call answers that there is no such file.")
    @PostMapping("/imports/{id}/apply")
    QaImported apply(@PathVariable UUID id) {
        return imports.apply(id).map(QaImported::new).orElseThrow(() -> Problem.notFound("file"));
    }

    @Describe("Read the words that mean the same")
    @GetMapping("/synonyms")
    SynonymsShape synonyms() {
        return new SynonymsShape(synonyms.current().groups());
    }

    @Describe(value = "Write the words that mean the same", more = "The list becomes what is sent.")
    @PutMapping("/synonyms")
    SynonymsShape replaceSynonyms(@Valid @RequestBody SynonymsShape written) {
        List<List<String>> groups = written.groups().stream()
                .map(group -> group.stream()
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList())
                .toList();
        boolean fine = groups.size() <= Synonyms.Groups.MAX_GROUPS
                && groups.stream()
                        .allMatch(group -> group.size() > 1
                                && group.size() <= Synonyms.Groups.MAX_WORDS
                                && group.stream().allMatch(word -> word.length() <= Synonyms.Groups.MAX_CHARACTERS));
        if (!fine) {
            throw Problem.invalid(
                    "groups", "groups must be at most 200 lists of 2 to 30 words, each of at most 60 characters.");
        }
        synonyms.save(new Synonyms.Groups(groups));
        return synonyms();
    }

    private static String said(QaImports.Looked.Refused refused) {
        return switch (refused.code()) {
            case "quote" ->
                "The quote that opens in line %s never ends, so the rows after it cannot be told apart."
                        .formatted(refused.about());
            case "columns" ->
                "The first line must name the columns question and response; it names: %s.".formatted(refused.about());
            case "many" -> "The file has %s rows; at most 10000 are taken at once.".formatted(refused.about());
            default -> "The file has no rows below its first line.";
        };
    }
}
