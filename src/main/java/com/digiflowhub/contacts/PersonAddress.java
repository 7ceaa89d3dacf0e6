package com.digiflowhub.contacts;

/** One way to find a person: a phone number in E.164, an e-mail address in lower case, or a provider's own id for them. */
public record PersonAddress(Kind kind, String value, String asWritten) {
    public static PersonAddress phone(String canonical, String asWritten) {
        return new PersonAddress(Kind.PHONE, canonical, asWritten);
    }

    public static PersonAddress email(String canonical, String asWritten) {
        return new PersonAddress(Kind.EMAIL, canonical, asWritten);
    }

    public static PersonAddress providerUser(String provider, String id) {
        return new PersonAddress(Kind.PROVIDER_USER, provider + ":" + id, id);
    }

    /** What sort of address it is. */
    public enum Kind {
        PHONE("phone"),
        EMAIL("email"),
        PROVIDER_USER("provider-user");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        static Kind of(String stored) {
            for (Kind kind : values()) {
                if (kind.stored.equals(stored)) {
                    return kind;
                }
            }
            throw new IllegalStateException("an address of unknown kind " + stored);
        }
    }
}
