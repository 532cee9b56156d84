package io.liren.web.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * The addresses of style, script and icon. Each carries a sum of what the file holds: a browser may keep it for a year,
 * and fetches it anew as soon as it is another.
 */
public final class Assets {
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Assets() {}

    /** The address of a file that lies under {@code static}, such as {@code /liren.css}. */
    public static String at(String path) {
        return ADDRESSES.computeIfAbsent(path, known -> known + "?v=" + sum(known));
    }

    private static String sum(String path) {
        try (InputStream file = Assets.class.getResourceAsStream("/static" + path)) {
            if (file == null) {
                throw new IllegalArgumentException("no file " + path + " under static");
            }
            CRC32C sum = new CRC32C();
            sum.update(file.readAllBytes());
            return HexFormat.of().toHexDigits((int) sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
