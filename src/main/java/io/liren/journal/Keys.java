package io.liren.journal;

import io.liren.sql.CopyText;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * A key per person for the sensitive values in the journal and in past versions (SM4-GCM), and one more for each consent
 * that a person has given. A key destroyed makes them unreadable for ever, while the chain's digests, which cover the
 * ciphertext, still hold.
 */
public final class Keys {
    private static final List<String> WRITTEN =
            List.of("community_id", "person_id", "generation", "wrapped", "made_at");
    /** From here on they go in by way of a table of their own, which is a dear thing for one. */
    private static final int MANY = 20;

    private static final int KEY_BYTES = 16;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + 16 + 4;
    private final byte[] master;
    private final SecureRandom random = new SecureRandom();

    /** @param master the key that wraps all others, 16 bytes; it is kept outside the database */
    public Keys(byte[] master) {
        if (master.length != KEY_BYTES) {
            throw new IllegalArgumentException("the master key must have 16 bytes");
        }
        this.master = master.clone();
    }

    private record Id(UUID person, int generation) {}

    /** One key's cipher, for several values: what hangs on the key alone is worked out once. */
    private final class Cipher {
        private final KeyParameter key;
        private final GCMBlockCipher cipher = (GCMBlockCipher) GCMBlockCipher.newInstance(new SM4Engine());

        Cipher(byte[] key) {
            this.key = new KeyParameter(key);
        }

        byte[] crypt(boolean seal, byte[] aad, byte[] input) {
            return Keys.this.crypt(cipher, seal, key, aad, input);
        }
    }

    /** The keys of some persons, unwrapped, for one transaction. */
    public final class Ring {
        private final UUID community;
        private final Map<Id, byte[]> keys = new HashMap<>();
        private final Map<UUID, Integer> current = new HashMap<>();

        private Ring(UUID community) {
            this.community = community;
        }

        /**
         * Seals a value under the person's present key, bound to its place.
         *
         * @param place what it is a value of: register, record and field
         * @return base64
         */
        public String seal(UUID person, String place, String value) {
            Integer generation = current.get(person);
            if (generation == null) {
                throw new IllegalStateException("no key was asked for: " + person);
            }
            byte[] key = Objects.requireNonNull(keys.get(new Id(person, generation)));
            byte[] sealed = crypt(true, key, aad(community, place), value.getBytes(StandardCharsets.UTF_8));
            ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + sealed.length);
            out.put((byte) 1).putLong(person.getMostSignificantBits()).putLong(person.getLeastSignificantBits());
            out.putInt(generation).put(sealed);
            return Base64.getEncoder().encodeToString(out.array());
        }

        /** The value, or empty if its key was destroyed. */
        public Optional<String> open(String place, String sealed) {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            byte[] key = keys.get(id(bytes));
            if (key == null) {
                return Optional.empty();
            }
            byte[] rest = java.util.Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
            return Optional.of(new String(crypt(false, key, aad(community, place), rest), StandardCharsets.UTF_8));
        }
    }

    /** The present keys of persons, made where there are none. */
    public Ring ring(Transaction transaction, UUID community, Collection<UUID> persons, Instant at) {
        return ring(transaction, community, persons, at, true);
    }

    /** Keys for persons who should be new: none is looked for before they are made. */
    public Ring fresh(Transaction transaction, UUID community, Collection<UUID> persons, Instant at) {
        return ring(transaction, community, persons, at, false);
    }

    private Ring ring(Transaction transaction, UUID community, Collection<UUID> persons, Instant at, boolean look) {
        Ring ring = new Ring(community);
        Set<UUID> wanted = new HashSet<>(persons);
        if (wanted.isEmpty()) {
            return ring;
        }
        Map<UUID, Integer> latest = look ? load(transaction, ring, wanted) : Map.of();
        List<Made> made = new ArrayList<>();
        Cipher wrapping = new Cipher(master);
        for (UUID person : wanted) {
            if (!ring.current.containsKey(person)) {
                int generation = latest.getOrDefault(person, 0) + 1;
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                made.add(new Made(
                        person, generation, wrapping.crypt(true, wrapAad(community, person, generation), key)));
                ring.keys.put(new Id(person, generation), key);
                ring.current.put(person, generation);
            }
        }
        if (keep(transaction, community, made, at) < made.size()) {
            // Another has made one before, or in the meantime: what is stored counts.
            if (!look) {
                return ring(transaction, community, persons, at, true);
            }
            load(transaction, ring, wanted);
        }
        return ring;
    }

    private record Made(UUID person, int generation, byte[] wrapped) {}

    /** Keeps what was made, but for what another has made in the meantime; how many it kept. */
    private static int keep(Transaction transaction, UUID community, List<Made> made, Instant at) {
        if (made.size() < MANY) {
            // A select, as the driver does not say how many rows came of values that it joined.
            return transaction.batch(made.stream()
                    .map(key -> Sql.of("""
                            insert into person_key (community_id, person_id, generation, wrapped, made_at)
                            select {community}::uuid, {person}::uuid, {generation}::integer, {wrapped}::bytea,
                                   {at}::timestamptz
                            on conflict do nothing""")
                            .value("community", community)
                            .value("person", key.person())
                            .value("generation", key.generation())
                            .value("wrapped", key.wrapped())
                            .value("at", at))
                    .toList());
        }
        CopyText lines = new CopyText();
        for (Made key : made) {
            lines.value(community)
                    .value(key.person())
                    .value(key.generation())
                    .value(key.wrapped())
                    .value(at)
                    .end();
        }
        return transaction.load("person_key", WRITTEN, lines);
    }

    /** The keys that sealed values need to be opened; those destroyed are not in it. */
    public Ring ringFor(Transaction transaction, UUID community, Collection<String> sealed) {
        Ring ring = new Ring(community);
        Set<UUID> persons = new HashSet<>();
        for (String value : sealed) {
            persons.add(id(Base64.getDecoder().decode(value)).person);
        }
        if (!persons.isEmpty()) {
            load(transaction, ring, persons);
        }
        return ring;
    }

    /**
     * Who owns the keys for what a person lets be kept for one purpose: a name made of both, so that these keys can be
     * destroyed while the person's others stay.
     */
    public static UUID owner(UUID person, String purpose) {
        byte[] name = (person + "|" + purpose).getBytes(StandardCharsets.UTF_8);
        SM3Digest sm3 = new SM3Digest();
        sm3.update(name, 0, name.length);
        byte[] digest = new byte[sm3.getDigestSize()];
        sm3.doFinal(digest, 0);
        ByteBuffer in = ByteBuffer.wrap(digest);
        return new UUID(in.getLong(), in.getLong());
    }

    /** Destroys all keys of a person: what was sealed under them is unreadable for ever. Returns how many there were. */
    public int destroy(Transaction transaction, UUID community, UUID person, Instant at) {
        return transaction.update(
                Sql.of("""
                        update person_key set wrapped = null, destroyed_at = {at}
                         where community_id = {community} and person_id = {person} and wrapped is not null""").value("at", at).value("community", community).value("person", person));
    }

    /** Wraps a secret of the community under the master key; {@code place} says what it is of. */
    public byte[] wrap(UUID community, String place, byte[] secret) {
        return crypt(true, master, aad(community, place), secret);
    }

    /** The secret that was wrapped. */
    public byte[] unwrap(UUID community, String place, byte[] wrapped) {
        return crypt(false, master, aad(community, place), wrapped);
    }

    /** Wraps the keys of a community, which another master key had wrapped, with this one; for data that came from elsewhere. */
    public void adopt(Transaction transaction, UUID community, Keys other) {
        List<Sql> changes = transaction.rows(Sql.of("""
                        select person_id, generation, wrapped from person_key
                         where community_id = {community} and wrapped is not null""").value("community", community), row -> {
            UUID person = row.uuid("person_id");
            int generation = (int) row.whole("generation");
            byte[] aad = wrapAad(community, person, generation);
            byte[] key = other.crypt(false, other.master, aad, Objects.requireNonNull(row.bytesOrNull("wrapped")));
            return Sql.of("""
                                    update person_key set wrapped = {wrapped}
                                     where community_id = {community} and person_id = {person} and generation = {generation}""")
                    .value("wrapped", crypt(true, master, aad, key))
                    .value("community", community)
                    .value("person", person)
                    .value("generation", generation);
        });
        transaction.batch(changes);
        transaction.batch(transaction.rows(
                Sql.of("select id, public_key, wrapped from signing_key where community_id = {community}")
                        .value("community", community),
                row -> {
                    String place = "signing|" + row.text("public_key");
                    byte[] secret = other.unwrap(community, place, row.bytes("wrapped"));
                    return Sql.of("""
                                    update signing_key set wrapped = {wrapped}
                                     where community_id = {community} and id = {id}""")
                            .value("wrapped", wrap(community, place, secret))
                            .value("community", community)
                            .value("id", row.uuid("id"));
                }));
        transaction.batch(transaction.rows(
                Sql.of("select id, wrapped from webhook where community_id = {community}")
                        .value("community", community),
                row -> {
                    String place = "webhook|" + row.uuid("id");
                    byte[] secret = other.unwrap(community, place, row.bytes("wrapped"));
                    return Sql.of(
                                    "update webhook set wrapped = {wrapped} where community_id = {community} and id = {id}")
                            .value("wrapped", wrap(community, place, secret))
                            .value("community", community)
                            .value("id", row.uuid("id"));
                }));
    }

    private Map<UUID, Integer> load(Transaction transaction, Ring ring, Set<UUID> persons) {
        Map<UUID, Integer> latest = new HashMap<>();
        transaction.rows(
                Sql.of("""
                        select person_id, generation, wrapped from person_key
                         where community_id = {community} and person_id = any({persons}) order by generation""").value("community", ring.community).value("persons", persons.toArray(UUID[]::new)), row -> {
                    UUID person = row.uuid("person_id");
                    int generation = (int) row.whole("generation");
                    latest.put(person, generation);
                    byte @Nullable [] wrapped = row.bytesOrNull("wrapped");
                    if (wrapped != null) {
                        byte[] key = crypt(false, master, wrapAad(ring.community, person, generation), wrapped);
                        ring.keys.put(new Id(person, generation), key);
                        ring.current.put(person, generation);
                    }
                    return person;
                });
        return latest;
    }

    private static Id id(byte[] sealed) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        if (in.remaining() < HEADER_BYTES || in.get() != 1) {
            throw new IllegalArgumentException("not a sealed value");
        }
        return new Id(new UUID(in.getLong(), in.getLong()), in.getInt());
    }

    private static byte[] aad(UUID community, String place) {
        return (community + "|" + place).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] wrapAad(UUID community, UUID person, int generation) {
        return aad(community, "key|" + person + "|" + generation);
    }

    /** Sealing puts a fresh IV before the ciphertext; opening expects it there. */
    private byte[] crypt(boolean seal, byte[] key, byte[] aad, byte[] input) {
        return new Cipher(key).crypt(seal, aad, input);
    }

    private byte[] crypt(GCMBlockCipher cipher, boolean seal, KeyParameter key, byte[] aad, byte[] input) {
        byte[] iv = new byte[IV_BYTES];
        int from = 0;
        if (seal) {
            random.nextBytes(iv);
        } else {
            System.arraycopy(input, 0, iv, 0, IV_BYTES);
            from = IV_BYTES;
        }
        cipher.init(seal, new AEADParameters(key, TAG_BITS, iv, aad));
        byte[] output = new byte[cipher.getOutputSize(input.length - from)];
        int length = cipher.processBytes(input, from, input.length - from, output, 0);
        try {
            cipher.doFinal(output, length);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("a sealed value was changed, or its master key is another", e);
        }
        return seal
                ? ByteBuffer.allocate(IV_BYTES + output.length)
                        .put(iv)
                        .put(output)
                        .array()
                : output;
    }
}
