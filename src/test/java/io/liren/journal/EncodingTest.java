package io.liren.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final UUID COMMUNITY = new UUID(1, 2);

    private static Entry entry(String content, String reason) {
        return new Entry(
                Instant.parse("2026-03-05T02:00:00.000001Z"),
                new UUID(3, 4),
                "small.clerk",
                Entry.Kind.ENTER,
                "small.visit",
                new UUID(5, 6),
                content,
                reason);
    }

    @Test
    void theDigestIsTheStandardsOne() {
        SM3Digest sm3 = new SM3Digest();
        sm3.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
        byte[] out = new byte[32];
        sm3.doFinal(out, 0);
        assertThat(HexFormat.of().formatHex(out))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void theEncodingOfVersionOneNeverChanges() {
        byte[] bytes = Encoding.encode(1, COMMUNITY, 7, entry("{}", "因"));
        assertThat(bytes[0]).isEqualTo((byte) 1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).contains("1772676000000001", "small.visit", "因");
        assertThat(HexFormat.of().formatHex(Encoding.digest(new byte[0], bytes)))
                .isEqualTo("5d196c273ce59919bd0bdfc76b3bb98252366dbfdb871b8697531caa30c31ba9");
    }

    @Test
    void fieldsCannotBeShiftedIntoEachOther() {
        assertThat(Encoding.encode(1, COMMUNITY, 7, entry("ab", "c")))
                .isNotEqualTo(Encoding.encode(1, COMMUNITY, 7, entry("a", "bc")));
    }

    @Test
    void jsonHasOneWayOfWritingOnly() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("b", List.of("二", "\"\\\n"));
        map.put("a", null);
        map.put("c", Map.of("z", true));
        String written = Canonical.write(map);
        assertThat(written).isEqualTo("{\"a\":null,\"b\":[\"二\",\"\\\"\\\\\\u000a\"],\"c\":{\"z\":true}}");
        assertThat(Canonical.write(Canonical.read(written))).isEqualTo(written);
    }

    @Test
    void aHeadIsReadBackAsItWasWritten() {
        Head head = new Head(COMMUNITY, 12, "ab");
        assertThat(Head.parse(head.toJson())).isEqualTo(head);
    }
}
