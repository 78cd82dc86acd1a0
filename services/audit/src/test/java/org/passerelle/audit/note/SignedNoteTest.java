package org.passerelle.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.merkle.TreeHash;
import org.passerelle.platform.crypto.Ed25519Keys;

class SignedNoteTest {

    private static final TreeHead HEAD = new TreeHead("MINUSMA", 42, TreeHash.leaf(new byte[] {1}));

    private final Ed25519Keys keys = Ed25519Keys.generate();
    private final NoteKey key = new NoteKey(keys.publicKey());

    @Test
    void verifiesWhatItSigned() {
        String note = SignedNote.sign(HEAD, keys);
        assertEquals(Optional.of(HEAD), SignedNote.verify(note, key));
        assertTrue(note.startsWith("passerelle/MINUSMA\n42\n"));
    }

    @Test
    void signsTheSameHeadWithTheSameNote() {
        assertEquals(SignedNote.sign(HEAD, keys), SignedNote.sign(HEAD, keys));
    }

    @Test
    void refusesEveryNoteWithOneCharacterChanged() {
        String note = SignedNote.sign(HEAD, keys);
        for (int at = 0; at < note.length(); at++) {
            for (char changed : "xyABgw=+\n".toCharArray()) {
                String forged = note.substring(0, at) + changed + note.substring(at + 1);
                if (changed != note.charAt(at)) {
                    assertTrue(SignedNote.verify(forged, key).isEmpty(), "character " + at + " as " + (int) changed);
                }
            }
        }
    }

    @Test
    void refusesTheKeyOfAnother() {
        assertTrue(SignedNote.verify(SignedNote.sign(HEAD, Ed25519Keys.generate()), key)
                .isEmpty());
    }

    @Test
    void passesOverSignaturesOfWitnesses() {
        String note = SignedNote.sign(HEAD, keys) + "— witness.example AAAAAAAA\n";
        assertEquals(Optional.of(HEAD), SignedNote.verify(note, key));
    }

    @Test
    void keepsTheKeyThroughItsText() {
        String text = key.text("MINUSMA");
        assertEquals(Optional.of(HEAD), SignedNote.verify(SignedNote.sign(HEAD, keys), NoteKey.parse(text)));
        assertThrows(IllegalArgumentException.class, () -> NoteKey.parse(text.replace("MINUSMA", "UNOWA")));
    }
}
