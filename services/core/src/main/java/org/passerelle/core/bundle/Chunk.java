package org.passerelle.core.bundle;

import java.util.List;
import java.util.Map;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Exemption;

/** Some documents of one kind: what travels when one of them has changed. */
public sealed interface Chunk {

    record Parties(Map<String, Party> parties) implements Chunk {
        public Parties {
            parties = Map.copyOf(parties);
        }
    }

    record Units(Map<String, Unit> units) implements Chunk {
        public Units {
            units = Map.copyOf(units);
        }
    }

    record Accounts(Map<String, Account> accounts) implements Chunk {
        public Accounts {
            accounts = Map.copyOf(accounts);
        }
    }

    record Groups(Map<String, Group> groups) implements Chunk {
        public Groups {
            groups = Map.copyOf(groups);
        }
    }

    /** In the order in which they took effect. */
    record Agreements(List<Agreement> agreements) implements Chunk {
        public Agreements {
            agreements = List.copyOf(agreements);
        }
    }

    record Assessments(List<Assessment> assessments) implements Chunk {
        public Assessments {
            assessments = List.copyOf(assessments);
        }
    }

    record Allegations(List<Allegation> allegations) implements Chunk {
        public Allegations {
            allegations = List.copyOf(allegations);
        }
    }

    record Exemptions(List<Exemption> exemptions) implements Chunk {
        public Exemptions {
            exemptions = List.copyOf(exemptions);
        }
    }

    /** Of these there is one in each bundle. */
    record Words(Markings markings, Vocabulary vocabulary, Settings settings) implements Chunk {}
}
