package io.outrider.reactor.reaction.domain;

/** A job that a reaction starts. */
public sealed interface JobRule permits TemplateJob {}
