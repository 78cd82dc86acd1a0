package org.passerelle.core.invariant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.StatisticsReport;

/** Holds in 20,000 drawn worlds; a failure tells the seed of its world. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Domain(WorldDomain.class)
@Property(
        tries = 20_000,
        seed = "2026",
        generation = GenerationMode.RANDOMIZED,
        edgeCases = EdgeCasesMode.NONE,
        shrinking = ShrinkingMode.OFF,
        afterFailure = AfterFailureMode.RANDOM_SEED)
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
@interface Invariant {}
