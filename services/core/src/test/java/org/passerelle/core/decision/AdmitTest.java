package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.world.World;

/** What enters, what waits for review and what is thrown away. */
final class AdmitTest {

    private static final World WORLD = World.base();

    @Test
    void acceptsWhatTheHostingCeilingCarries() {
        assertEquals(new Admission.Accept(), admit("french.officer", "'level':2", "collection:method=\"patrol\""));
    }

    @Test
    void rejectsAboveTheHostingCeilingWhateverTheSuspicion() {
        assertEquals(
                new Admission.Reject(Level.STRICTLY_CONFIDENTIAL, Level.CONFIDENTIAL),
                admit("french.officer", "'level':3,'flags':['possible-mistreatment']"));
    }

    @Test
    void quarantinesWhatWasPossiblyObtainedByMistreatment() {
        assertInstanceOf(Admission.Quarantine.class, admit("french.officer", "'flags':['possible-mistreatment']"));
    }

    @Test
    void quarantinesABlockedCollectionMethod() {
        assertEquals(
                new Admission.Quarantine("blocked inbound: collection:method=\"coerced-statement\""),
                admit("minusma.officer", "'level':0", "collection:method=\"coerced-statement\""));
    }

    @Test
    void quarantinesATagThatNobodyKnows() {
        assertInstanceOf(Admission.Quarantine.class, admit("minusma.officer", "'level':0", "unheard:of=\"x\""));
        assertInstanceOf(Admission.Quarantine.class, admit("minusma.officer", "'level':0", "collection:method=\"x\""));
        assertInstanceOf(Admission.Quarantine.class, admit("minusma.officer", "'level':0", "collection:method"));
    }

    @Test
    void admitsNothingFromAnUnknownAccount() {
        assertThrows(IllegalArgumentException.class, () -> admit("nobody", "'level':0"));
    }

    private static Admission admit(String account, String label, String... tags) {
        Label overall = WORLD.with("{'record':{'portions':{'body':{'label':{" + label + "}}}}}")
                .record()
                .portions()
                .getFirst()
                .label()
                .orElseThrow();
        return Admit.admit(WORLD.bundle().bundle(), account, overall, Set.of(tags), WORLD.now());
    }
}
