package io.outrider.protocol;

/**
 * The text that an operator carries from the gateway to a machine: {@code <random>.<caSha256>}.
 *
 * @param secret random, URL-safe, single use
 * @param caSha256 sha256 in hex of the DER of the gateway's CA certificate; the agent trusts no other on its first call
 */
public record EnrolmentToken(String secret, String caSha256) {

    public EnrolmentToken {
        Expect.text("token", secret, 200);
        Expect.sha256("the token's CA hash", caSha256);
    }

    /**
     * Reads a token's text.
     *
     * @throws IllegalArgumentException if it is not of the form; the message does not repeat the token
     */
    public static EnrolmentToken parse(String text) {
        String token = text.strip();
        int dot = token.lastIndexOf('.');
        if (dot <= 0 || dot != token.length() - 65) {
            throw new IllegalArgumentException("Expected an enrolment token of the form <random>.<sha256 of the CA>,"
                    + " but the text given has another form; copy it whole");
        }
        return new EnrolmentToken(token.substring(0, dot), token.substring(dot + 1));
    }

    /** Returns the text that {@link #parse} reads. It is a secret. */
    public String text() {
        return secret + "." + caSha256;
    }

    @Override
    public String toString() {
        return "EnrolmentToken[caSha256=" + caSha256 + "]";
    }
}
