package org.passerelle.system.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** MINUSMA and UNODC ask one another whether the other knows somebody, whom neither may read about without a ruling. */
@Live
class MatchByAgreementTest {
    private final GatewayClient gateway;
    private final Stage stage;

    MatchByAgreementTest(LiveSystem system) {
        this.gateway = system.client();
        this.stage = system.stage();
    }

    @Test
    void theOtherHoldsSomebodyOfTheNameAndDoesNotShowThem() {
        String own = person("unodc-system", "Seen at the depot as Moctar Ould Sidelemine, who trades in fuel.");
        assertEquals("{\"hit\":false}", ask("unodc-system", "MINUSMA", own).text());
        String theirs = person("minusma-system", "Signs as Mokhtar Ould Sidi Lemine.");
        Answer hit = ask("unodc-system", "MINUSMA", own);
        assertEquals("{\"hit\":true} ", hit.text());
        assertEquals("{\"hit\":true} ", ask("minusma-system", "UNODC", theirs).text());
        assertEquals(404, stage.read("unodc-system", theirs, "crime-analysis").status());
        assertEquals(403, ask("minusma-system", "UNOWA", theirs).status());
        assertEquals(404, ask("unodc-system", "MINUSMA", theirs).status());
    }

    private String person(String submitter, String known) {
        return stage.submit(
                submitter,
                Draft.of("person", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "crime-analysis"))
                        .in("ML", "ML-7")
                        .portion("persons", known));
    }

    private Answer ask(String account, String party, String record) {
        return gateway.post(
                account,
                "/matches",
                Map.of(),
                "{\"party\":\"%s\",\"purpose\":\"crime-analysis\",\"record\":\"%s\"}".formatted(party, record));
    }
}
