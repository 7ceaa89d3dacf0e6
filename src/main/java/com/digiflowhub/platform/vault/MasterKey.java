package com.digiflowhub.platform.vault;

import com.digiflowhub.platform.settings.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that wraps all others. It never lies in the database. */
public final class MasterKey {
    private static final int LENGTH_BYTES = 32;
    private static final String FILE = "master.key";

    private final byte[] key;

    private MasterKey(byte[] key) {
        if (key.length != LENGTH_BYTES) {
            throw new InvalidSetting(
                    "HUB_MASTER_KEY", "must be 32 bytes in base64; make one with: openssl rand -base64 32");
        }
        this.key = key.clone();
    }

    public static MasterKey parse(String base64) {
        try {
            return new MasterKey(Base64.getDecoder().decode(base64.strip()));
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidSetting(
                    "HUB_MASTER_KEY", "is not base64; make one with: openssl rand -base64 32", notBase64);
        }
    }

    /** Reads the key kept in the data folder, or makes and keeps a new one that only its owner can read. */
    public static MasterKey keptIn(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[LENGTH_BYTES];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(random));
            }
            return parse(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("The master key in " + file + " cannot be read", failure);
        }
    }

    /** A secret for one purpose, the same on every node that holds this key. */
    public Secret derive(String purpose) {
        return new Secret(HexFormat.of().formatHex(deriveBytes(purpose)));
    }

    byte[] deriveBytes(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(("digiflow-hub/v1/" + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", missing);
        }
    }
}
