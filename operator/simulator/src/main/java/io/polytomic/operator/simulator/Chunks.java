package io.polytomic.operator.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes that grow without being copied. */
final class Chunks extends OutputStream {
    private static final int SIZE = 256 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last;
    private int used;

    Chunks() {
        this(new byte[SIZE], 0);
    }

    private Chunks(byte[] last, int used) {
        this.last = last;
        this.used = used;
    }

    static Chunks of(byte[] bytes) {
        return new Chunks(bytes, bytes.length);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == last.length) {
                full.add(last);
                last = new byte[SIZE];
                used = 0;
            }
            int part = Math.min(left, last.length - used);
            System.arraycopy(bytes, from, last, used, part);
            used += part;
            from += part;
            left -= part;
        }
    }

    long length() {
        return full.stream().mapToLong(each -> each.length).sum() + used;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] each : full) {
            out.write(each);
        }
        out.write(last, 0, used);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) length());
        full.forEach(out::writeBytes);
        out.write(last, 0, used);
        return out.toByteArray();
    }
}
