package io.liren.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The bytes an entry's digest covers. Version 1: the byte 1, then community, position, microseconds since 1970, actor,
 * post, kind, register, record, content, reason; each as four bytes of length, high byte first, and UTF-8.
 */
final class Encoding {
    static final int VERSION = 1;
    static final int DIGEST_BYTES = 32;
    private static final Instant EPOCH = Instant.EPOCH;

    private Encoding() {}

    static byte[] encode(int version, UUID community, long position, Entry entry) {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "an encoding of the journal that this program does not know: " + version);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(version);
        field(out, community.toString());
        field(out, Long.toString(position));
        field(out, Long.toString(ChronoUnit.MICROS.between(EPOCH, entry.at())));
        field(out, entry.actor().toString());
        field(out, entry.post());
        field(out, entry.kind().name());
        field(out, entry.register());
        field(out, entry.record().toString());
        field(out, entry.content());
        field(out, entry.reason());
        return out.toByteArray();
    }

    /** The digest of an entry: SM3 over the digest before it and the entry's bytes. */
    static byte[] digest(byte[] before, byte[] encoded) {
        byte[] start = before.length == 0 ? new byte[DIGEST_BYTES] : before;
        SM3Digest sm3 = new SM3Digest();
        sm3.update(start, 0, start.length);
        sm3.update(encoded, 0, encoded.length);
        byte[] digest = new byte[DIGEST_BYTES];
        sm3.doFinal(digest, 0);
        return digest;
    }

    private static void field(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        out.write(length >>> 24);
        out.write(length >>> 16);
        out.write(length >>> 8);
        out.write(length);
        out.write(bytes, 0, length);
    }
}
