package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.assistant.web.QaTrainingShapes.QaTrainingShape;
import com.digiflowhub.assistant.web.QaTrainingShapes.WrittenQaTraining;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The questions and answers for programs. */
@RestController
@RequestMapping("/api/qa-training")
class QaTrainingApi {
    private final QaEntries entries;
    private final QaTrainingShapes shapes;

    QaTrainingApi(QaEntries entries, QaTrainingShapes shapes) {
        this.entries = entries;
        this.shapes = shapes;
    }

    @Describe(
            value = "List or search the questions and answers",
            more =
                    "Newest first. With q the best matches come first, forgiving typos, accents and language; the cursor is null then.")
    @GetMapping
    Listing<QaTrainingShape> list(
            @Describe("Words to search for.") @RequestParam(required = false) @Nullable String q,
            @Describe("Only this category.") @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Listing.limit(limit);
        Optional<String> words = Listing.words(q);
        Optional<String> only = Optional.ofNullable(category).filter(name -> !name.isBlank());
        if (words.isPresent()) {
            List<QaEntry> found = entries.search(words.get(), most).stream()
                    .filter(entry -> only.map(entry.category()::equals).orElse(true))
                    .toList();
            return Listing.of(found, most, QaEntry::id, QaTrainingShape::of);
        }
        Optional<QaEntryId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(QaEntryId::new);
        QaEntries.Wanted wanted = new QaEntries.Wanted(only, false);
        return Listing.of(entries.newest(wanted, after, most + 1), most, QaEntry::id, QaTrainingShape::of);
    }

    @Describe("Read a question and its answer")
    @GetMapping("/{id}")
    QaTrainingShape one(@PathVariable UUID id) {
        return entries.find(new QaEntryId(id)).map(QaTrainingShape::of).orElseThrow(() -> Problem.notFound("QA entry"));
    }

    @Describe(value = "Teach a question and its answer", more = "The assistant uses it from its next answer on.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<QaTrainingShape> create(@Valid @RequestBody WrittenQaTraining written) {
        QaEntryId id = entries.add(List.of(shapes.draft(written))).getFirst();
        return ResponseEntity.created(URI.create("/api/qa-training/" + id)).body(one(id.value()));
    }

    @Describe(
            value = "Change a question and its answer",
            more = "The entry becomes what is sent; members that are left out become empty. Its counts stay.")
    @PutMapping("/{id}")
    QaTrainingShape change(@PathVariable UUID id, @Valid @RequestBody WrittenQaTraining written) {
        if (!entries.change(new QaEntryId(id), shapes.draft(written))) {
            throw Problem.notFound("QA entry");
        }
        return one(id);
    }

    @Describe(value = "Remove a question and its answer", more = "Within a month it can be restored.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        if (!entries.remove(new QaEntryId(id))) {
            throw Problem.notFound("QA entry");
        }
    }

    @Describe(value = "Take a removal back", more = "The entry is there again as it was, with its counts.")
    @PostMapping("/{id}/restore")
    QaTrainingShape restore(@PathVariable UUID id) {
        if (!entries.restore(new QaEntryId(id))) {
            throw Problem.notFound("removed QA entry");
        }
        return one(id);
    }
}
