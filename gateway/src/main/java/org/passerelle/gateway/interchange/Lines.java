package org.passerelle.gateway.interchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Lines of UTF-8 that are not blank. One that is too long, or no UTF-8, is broken and the next one is not. */
final class Lines implements Iterator<Item> {
    /** Bytes of a line: what fits into one request with its quotation marks escaped. */
    static final int LONGEST = 400_000;

    private static final int BUFFER = 1 << 16;

    private final InputStream file;
    private long line;
    private Optional<Item> next;

    Lines(InputStream file) {
        this.file = new BufferedInputStream(file, BUFFER);
        this.next = advance();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Item next() {
        Item item = next.orElseThrow(NoSuchElementException::new);
        next = advance();
        return item;
    }

    private Optional<Item> advance() {
        try {
            for (Optional<Item> read = read(); read.isPresent(); read = read()) {
                if (!(read.get() instanceof Item.Whole whole) || !whole.text().isBlank()) {
                    return read;
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Optional<Item> read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int read = file.read();
        if (read < 0) {
            return Optional.empty();
        }
        line++;
        long length = 0;
        while (read >= 0 && read != '\n') {
            length++;
            if (length <= LONGEST) {
                bytes.write(read);
            }
            read = file.read();
        }
        if (length > LONGEST) {
            return Optional.of(new Item.Broken(line, "is longer than " + LONGEST + " bytes"));
        }
        return Optional.of(decoded(bytes.toByteArray()));
    }

    private Item decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Item.Whole(line, line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException malformed) {
            return new Item.Broken(line, "is not UTF-8");
        }
    }
}
