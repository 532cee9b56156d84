package io.liren.web.open;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/**
 * An address as a QR code (二维码), drawn by the page itself.
 *
 * @param size how many modules wide and high, the quiet zone included
 * @param path the dark modules, as an SVG path
 */
public record QrCode(int size, String path) {
    private static final int QUIET = 4;

    /** The code of an address. It reads even where a corner is soiled. */
    public static QrCode of(String address) {
        try {
            ByteMatrix modules = Encoder.encode(
                            address, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < modules.getHeight(); y++) {
                for (int x = 0; x < modules.getWidth(); x++) {
                    if (modules.get(x, y) == 1) {
                        path.append('M')
                                .append(x + QUIET)
                                .append(' ')
                                .append(y + QUIET)
                                .append("h1v1h-1z");
                    }
                }
            }
            return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + address.length(), e);
        }
    }

    /** What it is drawn in: for the SVG's {@code viewBox}. */
    public String box() {
        return "0 0 " + size + " " + size;
    }
}
