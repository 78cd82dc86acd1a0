package org.passerelle.node.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read. */
final class Counted extends FilterInputStream {
    private long read;

    Counted(InputStream bytes) {
        super(bytes);
    }

    long bytes() {
        return read;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        read += one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int many = super.read(into, offset, length);
        read += Math.max(0, many);
        return many;
    }
}
