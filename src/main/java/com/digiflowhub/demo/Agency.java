package com.digiflowhub.demo;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.FirstOwner.Founded;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import com.digiflowhub.platform.settings.InvalidSetting;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The agency on show: one owner, one workspace, founded once. */
@Component
@OnlyInDemo
class Agency {
    static final String WORKSPACE = "Maroni Formation";
    static final String OWNER = "Sandrine Clet";
    static final String EMAIL = "sandrine.clet@maroni-formation.example";
    private static final int PASSWORD_BYTES = 24;

    private final FirstOwner firstOwner;
    private final Users users;

    Agency(FirstOwner firstOwner, Users users) {
        this.firstOwner = firstOwner;
        this.users = users;
    }

    /** Stops the start on a folder that holds somebody's real hub: nothing invented may come among real people. */
    Founded open() {
        Founded founded =
                firstOwner.founded().or(() -> firstOwner.found(founding())).orElseThrow();
        if (!users.find(founded.owner()).map(User::email).equals(java.util.Optional.of(EMAIL))) {
            throw new InvalidSetting(
                    "HUB_MODE", "is demo, but the database holds a live hub; give the demo a HUB_DATA_DIR of its own");
        }
        return founded;
    }

    /** Nobody knows the password: the way in is the link on the console. */
    private static FirstOwner.Founding founding() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return new FirstOwner.Founding(
                EMAIL,
                OWNER,
                Base64.getUrlEncoder().encodeToString(random),
                WORKSPACE,
                Locale.FRENCH,
                ZoneId.of("America/Cayenne"));
    }
}
