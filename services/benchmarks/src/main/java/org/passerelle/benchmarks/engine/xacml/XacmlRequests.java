package org.passerelle.benchmarks.engine.xacml;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionRequestBuilder;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.BooleanValue;
import org.ow2.authzforce.core.pdp.api.value.IntegerValue;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.RecordFacts;

/** Pairs as requests in AuthzForce's own form, which its documentation calls the most efficient. */
final class XacmlRequests {
    private static final int CATEGORIES = 4;

    private final BasePdpEngine engine;
    private final Workload workload;
    private final Bundle bundle;
    private final Seconds seconds;

    XacmlRequests(BasePdpEngine engine, Workload workload) {
        this.engine = engine;
        this.workload = workload;
        this.bundle = workload.policy().bundle();
        this.seconds = Seconds.of(workload);
    }

    DecisionRequest request(Pair pair) {
        DecisionRequestBuilder<?> builder = engine.newRequestBuilder(CATEGORIES, Attribute.values().length);
        subject(builder, pair);
        record(builder, pair.record());
        label(builder, pair.portion().label().orElseThrow());
        put(builder, Attribute.AT, 0);
        return builder.build(false);
    }

    private void subject(DecisionRequestBuilder<?> builder, Pair pair) {
        Account account = Known.in(bundle.accounts(), pair.request().subject());
        Party party = Known.in(bundle.parties(), account.party());
        Set<String> names = new HashSet<>(Set.of(party.id()));
        bundle.groups().values().stream()
                .filter(group -> group.includes(party.id(), workload.at()))
                .forEach(group -> names.add(group.id()));
        put(builder, Attribute.ENABLED, account.enabled());
        put(builder, Attribute.PARTY, Set.of(party.id()));
        put(builder, Attribute.NAMES, names);
        put(builder, Attribute.UNIT, account.unit().stream().toList());
        Set<String> registered = new HashSet<>(account.purposes());
        registered.retainAll(party.purposes());
        put(builder, Attribute.REGISTERED_PURPOSES, registered);
        put(builder, Attribute.CLEARANCE, account.clearance().number());
        put(builder, Attribute.ACCREDITATION, party.accreditation().number());
        put(
                builder,
                Attribute.STRENGTH_CEILING,
                Known.in(bundle.settings().strengthCeiling(), pair.request().strength())
                        .number());
        put(builder, Attribute.ACCOUNT_COMPARTMENTS, account.compartments());
        put(builder, Attribute.PARTY_COMPARTMENTS, party.compartments());
        put(builder, Attribute.ACTION, Set.of(pair.request().action().name()));
        put(builder, Attribute.PURPOSE, Set.of(pair.request().purpose()));
    }

    private void record(DecisionRequestBuilder<?> builder, RecordFacts record) {
        put(builder, Attribute.RELEASER, Set.of(record.releaser()));
        put(builder, Attribute.TYPE, Set.of(record.type()));
        put(builder, Attribute.STATE, Set.of(record.state().name()));
        put(builder, Attribute.TAGS, record.tags());
        put(builder, Attribute.PLACES, finest(record));
        put(builder, Attribute.EVENT_TIME, record.eventTime());
        put(builder, Attribute.CREATED, seconds.of(record.createdAt()));
    }

    /** A country says nothing more where one of its regions is named. */
    private Set<String> finest(RecordFacts record) {
        Set<String> places = new HashSet<>(record.areas());
        for (String area : record.areas()) {
            String country = Known.in(bundle.vocabulary().areas(), area);
            if (!country.equals(area)) {
                places.remove(country);
            }
        }
        return places;
    }

    private void label(DecisionRequestBuilder<?> builder, Label label) {
        put(builder, Attribute.LEVEL, label.level().number());
        put(builder, Attribute.TLP, ClausePolicies.Tlps.number(label.tlp()));
        put(builder, Attribute.STRICT, label.tlp() == Tlp.AMBER_STRICT);
        put(builder, Attribute.COMPARTMENTS, label.compartments());
        put(builder, Attribute.RELEASABLE_TO_ALL, label.releasableTo() instanceof Audience.Unrestricted);
        put(builder, Attribute.RELEASABLE_TO, names(label.releasableTo()));
        put(builder, Attribute.NOT_RELEASABLE_TO, label.notReleasableTo());
        put(builder, Attribute.ALL_PURPOSES, label.purposes() instanceof Audience.Unrestricted);
        put(builder, Attribute.PURPOSES, names(label.purposes()));
        put(builder, Attribute.AT_RISK, label.flags().contains(bundle.settings().atRiskFlag()));
        put(builder, Attribute.EMBARGO_UNTIL, label.embargoUntil());
        put(builder, Attribute.RETAIN_UNTIL, label.retainUntil());
    }

    private static Set<String> names(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted everybody -> Set.of();
            case Audience.Only only -> only.names();
        };
    }

    private static void put(DecisionRequestBuilder<?> builder, Attribute attribute, boolean value) {
        put(builder, attribute, Bags.singletonAttributeBag(StandardDatatypes.BOOLEAN, BooleanValue.valueOf(value)));
    }

    private static void put(DecisionRequestBuilder<?> builder, Attribute attribute, int value) {
        put(builder, attribute, Bags.singletonAttributeBag(StandardDatatypes.INTEGER, IntegerValue.valueOf(value)));
    }

    private void put(DecisionRequestBuilder<?> builder, Attribute attribute, Optional<Instant> instant) {
        instant.ifPresent(present -> put(builder, attribute, seconds.of(present)));
    }

    /** An empty set is an absent attribute. */
    private static void put(DecisionRequestBuilder<?> builder, Attribute attribute, Collection<String> values) {
        if (!values.isEmpty()) {
            put(
                    builder,
                    attribute,
                    Bags.newAttributeBag(
                            StandardDatatypes.STRING,
                            values.stream().map(StringValue::new).toList()));
        }
    }

    private static void put(DecisionRequestBuilder<?> builder, Attribute attribute, AttributeBag<?> bag) {
        builder.putNamedAttributeIfAbsent(attribute.fullName(), bag);
    }
}
