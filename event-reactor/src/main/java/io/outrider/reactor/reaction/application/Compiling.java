package io.outrider.reactor.reaction.application;

import io.outrider.labels.Glob;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.expression.GroupKeys;
import io.outrider.reactor.reaction.domain.JobRule;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.domain.Template;
import io.outrider.reactor.reaction.domain.TemplateJob;
import io.outrider.reactor.reaction.domain.Trigger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a definition ready for use. */
final class Compiling {

    private final Expressions expressions;

    Compiling(Expressions expressions) {
        this.expressions = expressions;
    }

    Rule rule(ReactionId reaction, ReactionDefinition definition) {
        Trigger trigger = new Trigger(
                definition.on().stream().map(Glob::of).toList(),
                definition.status(),
                Optional.ofNullable(definition.matchLabels()),
                Optional.ofNullable(definition.matchExpression()).map(expressions::condition));
        return new Rule(
                reaction,
                trigger,
                Optional.ofNullable(definition.when()).map(expressions::condition),
                definition.jobs().stream().map(this::job).toList(),
                definition.enabled(),
                GroupKeys.compile(expressions, definition.groupBy()),
                definition.limiter(),
                definition.budget(),
                definition.isStateful(),
                definition.mentions().events());
    }

    private JobRule job(ReactionDefinition.Job job) {
        return new TemplateJob(
                job.template(),
                job.version(),
                job.method(),
                expressions.template(job.parameters()),
                template(job.node()),
                template(job.targets()),
                job.all(),
                job.timeoutSeconds(),
                job.retries(),
                job.backoffSeconds());
    }

    private Optional<Template> template(@Nullable String text) {
        return Optional.ofNullable(text).map(expressions::template);
    }
}
