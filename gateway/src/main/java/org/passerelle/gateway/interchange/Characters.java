package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Characters of a file in an encoding. What is malformed is told when it is reached, not when it is buffered, so that its line is known. */
final class Characters {
    static final int END = -1;

    private static final int BUFFER = 1 << 16;

    private final InputStream file;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(BUFFER).limit(0);
    private CoderResult result = CoderResult.UNDERFLOW;
    private boolean read;
    private boolean decoded;

    Characters(InputStream file, Charset encoding) {
        this.file = file;
        this.decoder = encoding.newDecoder();
    }

    /** The next one, or {@link #END}; fails with a {@code CharacterCodingException} where it is malformed. */
    int next() throws IOException {
        while (!characters.hasRemaining()) {
            if (result.isError()) {
                result.throwException();
            }
            if (decoded) {
                return END;
            }
            fill();
        }
        return characters.get();
    }

    private void fill() throws IOException {
        if (!read && result.isUnderflow()) {
            bytes.compact();
            int many = file.read(bytes.array(), bytes.position(), bytes.remaining());
            read = many < 0;
            bytes.position(bytes.position() + Math.max(0, many)).flip();
        }
        characters.clear();
        result = decoder.decode(bytes, characters, read);
        if (read && result.isUnderflow()) {
            decoder.flush(characters);
            decoded = true;
        }
        characters.flip();
    }
}
