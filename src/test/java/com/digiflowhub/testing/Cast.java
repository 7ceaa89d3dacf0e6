package com.digiflowhub.testing;

/** The people in tests. Their numbers lie in the range that France keeps for fiction; nobody answers there. */
public final class Cast {
    public static final Person CLAIRE = new Person("Claire Fontaine", "33639980001");
    public static final Person MOUNIR = new Person("Mounir Haddad", "33639980002");
    public static final Person INES = new Person("Inès Moreau", "33639980003");
    public static final Person TOM = new Person("Tom Baker", "33639980004");
    public static final Person YUKI = new Person("由紀 佐藤", "33639980005");

    /** The agency's people. */
    public static final String OWNER = "Nadia Berger";

    public static final String COLLEAGUE = "Paul Lenoir";

    private Cast() {}

    /** Somebody who writes to an agency; the number as WhatsApp tells it, without the plus. */
    public record Person(String name, String number) {
        public String phone() {
            return "+" + number;
        }
    }

    /** One of a crowd: the same {@code n} is always the same person. */
    public static Person somebody(int n) {
        if (n < 0 || n > 8_999) {
            throw new IllegalArgumentException("there are 9,000 of them");
        }
        return new Person("Lead " + n, "3363998%04d".formatted(n + 1_000));
    }
}
