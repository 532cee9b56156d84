package io.liren.backup;

import io.liren.wording.Label;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Seals a file with a passphrase in the OpenPGP format (AES-256, integrity protected): {@code gpg -d} opens it, too. */
public final class Passphrase {
    private static final int PACKET_BYTES = 1 << 16;
    /** What an OpenPGP file sealed with a passphrase begins with: the tag of its key packet, in either notation. */
    private static final int NEW_TAG = 0xC3;

    private static final int OLD_TAG = 0x8C;

    private Passphrase() {}

    /** Writing that can fail. */
    public interface Writing<T> {
        /** Writes to the stream. */
        T to(OutputStream out) throws IOException;
    }

    /** Whether a file is sealed. */
    public static boolean isSealed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            return first == NEW_TAG || first == OLD_TAG;
        }
    }

    /** Seals what is written. */
    public static <T> T seal(OutputStream out, char[] passphrase, Writing<T> writing) throws IOException {
        PGPEncryptedDataGenerator sealing =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(new SecureRandom()));
        sealing.addMethod(new BcPBEKeyEncryptionMethodGenerator(passphrase));
        try (OutputStream sealed = sealing.open(out, new byte[PACKET_BYTES])) {
            PGPLiteralDataGenerator literal = new PGPLiteralDataGenerator();
            T result;
            try (OutputStream plain = literal.open(
                    sealed, PGPLiteralData.BINARY, "liren.zip", PGPLiteralData.NOW, new byte[PACKET_BYTES])) {
                result = writing.to(plain);
            }
            return result;
        } catch (PGPException e) {
            throw new IOException(e);
        }
    }

    /**
     * Opens a sealed file into a plain one.
     *
     * @throws BadArchive if the passphrase is wrong or the file was changed
     */
    public static void open(Path sealed, char[] passphrase, Path plain) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(sealed), PACKET_BYTES)) {
            if (!(new BcPGPObjectFactory(in).nextObject() instanceof PGPEncryptedDataList list)
                    || !(list.get(0) instanceof PGPPBEEncryptedData data)) {
                throw wrong();
            }
            InputStream opened =
                    data.getDataStream(new BcPBEDataDecryptorFactory(passphrase, new BcPGPDigestCalculatorProvider()));
            if (!(new BcPGPObjectFactory(opened).nextObject() instanceof PGPLiteralData literal)) {
                throw wrong();
            }
            Files.copy(literal.getInputStream(), plain, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            if (!data.isIntegrityProtected() || !data.verify()) {
                throw new BadArchive(new Label("备份被改动过,不能恢复", "the backup was changed after it was made"));
            }
        } catch (PGPException e) {
            throw wrong();
        } catch (IOException e) {
            // A wrong passphrase gives nonsense, which the reader stumbles over somewhere.
            throw wrong();
        }
    }

    private static BadArchive wrong() {
        return new BadArchive(new Label("口令不对,或文件已损坏", "the passphrase is wrong, or the file is damaged"));
    }
}
