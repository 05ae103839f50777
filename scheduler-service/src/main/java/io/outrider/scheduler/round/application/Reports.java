package io.outrider.scheduler.round.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.round.application.RoundCommand.Tell;
import io.outrider.scheduler.task.domain.TaskMessage;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.template.application.Definitions;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what executors report against what templates promise, before it is decided upon. */
@ApplicationScoped
class Reports {

    private final Definitions definitions;
    private final OutputsCheck outputs;

    Reports(Definitions definitions, OutputsCheck outputs) {
        this.definitions = definitions;
        this.outputs = outputs;
    }

    /** Checks the reports of one round. */
    final class Checker {
        private final Map<TemplateKey, Definition> known;

        private Checker(Map<TemplateKey, Definition> known) {
            this.known = known;
        }

        TaskMessage checked(TaskEntry task, TaskMessage message) {
            if (!(message instanceof Report report)) {
                return message;
            }
            return key(task.job().job())
                    .map(known::get)
                    .map(definition -> outputs.checked(report, definition))
                    .orElse(report);
        }
    }

    Checker checker(OpenTransaction tx, List<Tell> tells, Sheet sheet) {
        Set<TemplateKey> keys = tells.stream()
                .filter(tell -> tell.message() instanceof Report report && report.word() instanceof Word.Succeeded)
                .map(tell -> sheet.task(tell.task()))
                .filter(Objects::nonNull)
                .flatMap(task -> key(task.job().job()).stream())
                .collect(Collectors.toSet());
        return new Checker(keys.isEmpty() ? Map.of() : definitions.of(tx, keys));
    }

    static Optional<TemplateKey> key(Job job) {
        return Optional.ofNullable(job.version())
                .map(version -> new TemplateKey(job.project(), job.template(), version));
    }
}
