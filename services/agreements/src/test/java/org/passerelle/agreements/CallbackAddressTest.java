package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform is not made to knock at doors inside of its own network. */
final class CallbackAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://feeds.river-mission.example",
                "https://feeds.river-mission.example:8443/passerelle?channel=1",
                "https://xn--bcher-kva.example/"
            })
    void takesPublicNames(String address) {
        assertEquals(Optional.empty(), CallbackAddress.fault(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://feeds.river-mission.example",
                "ftp://feeds.river-mission.example",
                "https:feeds.river-mission.example",
                "https://user:secret@feeds.river-mission.example",
                "https://user@feeds.river-mission.example",
                "https://@feeds.river-mission.example",
                "https://feeds.river-mission.example#part",
                "https://localhost/",
                "https://LOCALHOST:8080/",
                "https://printer",
                "https://node.cluster.local",
                "https://metadata.google.internal",
                "https://127.0.0.1/",
                "https://10.0.0.8/",
                "https://192.168.1.1",
                "https://169.254.169.254/latest",
                "https://8.8.8.8/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://[::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://feeds.river-mission.example./",
                "https:///path",
                "https://",
                "not an address"
            })
    void refusesWhatLeadsInwardsOrCarriesSecrets(String address) {
        assertTrue(CallbackAddress.fault(address).isPresent(), address);
    }
}
