package io.liren.journal;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Signs for a community (签名): SM2 over SM3 (GB/T 32918, with the standard's default signer id), with a key pair of the
 * community's own, made when it first signs. The private key lies wrapped under the home's master key.
 */
public final class Signing {
    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final HexFormat HEX = HexFormat.of();
    private final Keys keys;
    private final SecureRandom random = new SecureRandom();

    /** @param keys wraps the private keys */
    public Signing(Keys keys) {
        this.keys = keys;
    }

    private record Pair(String publicKey, byte[] wrapped) {}

    /** The SM3 digest in hexadecimal digits. */
    public static String digest(byte[] content) {
        SM3Digest sm3 = new SM3Digest();
        sm3.update(content, 0, content.length);
        byte[] out = new byte[sm3.getDigestSize()];
        sm3.doFinal(out, 0);
        return HEX.formatHex(out);
    }

    /**
     * Signs.
     *
     * @param fresh the id of the key pair, should one be made
     * @return base64 of the DER form
     */
    public String sign(Transaction transaction, UUID community, byte[] content, UUID fresh, Instant at) {
        Pair pair = pair(transaction, community).orElseGet(() -> made(transaction, community, fresh, at));
        BigInteger secret = new BigInteger(1, keys.unwrap(community, place(pair.publicKey()), pair.wrapped()));
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(secret, DOMAIN), random));
        signer.update(content, 0, content.length);
        try {
            return Base64.getEncoder().encodeToString(signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException("a sound key signs", e);
        }
    }

    /** The community's public key, an uncompressed point in hexadecimal digits; empty if it never signed. */
    public Optional<String> publicKey(Transaction transaction, UUID community) {
        return pair(transaction, community).map(Pair::publicKey);
    }

    /** Whether a signature is of this content by the holder of this key. */
    public static boolean verifies(String publicKey, byte[] content, String signature) {
        SM2Signer signer = new SM2Signer();
        signer.init(false, new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(HEX.parseHex(publicKey)), DOMAIN));
        signer.update(content, 0, content.length);
        try {
            return signer.verifySignature(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<Pair> pair(Transaction transaction, UUID community) {
        return transaction.optional(
                Sql.of("""
                        select public_key, wrapped from signing_key
                         where community_id = {community} order by made_at limit 1""").value("community", community),
                row -> new Pair(row.text("public_key"), row.bytes("wrapped")));
    }

    private Pair made(Transaction transaction, UUID community, UUID fresh, Instant at) {
        BigInteger secret;
        do {
            secret = new BigInteger(DOMAIN.getN().bitLength(), random);
        } while (secret.signum() == 0 || secret.compareTo(DOMAIN.getN().subtract(BigInteger.ONE)) >= 0);
        String publicKey = HEX.formatHex(new FixedPointCombMultiplier()
                .multiply(DOMAIN.getG(), secret)
                .normalize()
                .getEncoded(false));
        byte[] plain = secret.toByteArray();
        Pair pair = new Pair(publicKey, keys.wrap(community, place(publicKey), plain));
        Arrays.fill(plain, (byte) 0);
        transaction.update(Sql.of("""
                insert into signing_key (community_id, id, public_key, wrapped, made_at)
                values ({community}, {id}, {key}, {wrapped}, {at})""")
                .value("community", community)
                .value("id", fresh)
                .value("key", publicKey)
                .value("wrapped", pair.wrapped())
                .value("at", at));
        return pair;
    }

    private static String place(String publicKey) {
        return "signing|" + publicKey;
    }
}
