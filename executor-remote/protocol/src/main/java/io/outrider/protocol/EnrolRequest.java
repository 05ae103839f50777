package io.outrider.protocol;

/**
 * {@code POST /agent/v1/enrol}, the only request without a client certificate.
 *
 * @param token the enrolment token's whole text
 * @param name the node's name, as the token was made for
 * @param csr PKCS#10 in PEM, of a key made and kept on the node
 * @param agentVersion semantic version of the agent
 */
public record EnrolRequest(String token, String name, String csr, String agentVersion) {

    public EnrolRequest {
        Expect.text("token", token, 300);
        Expect.node("name", name);
        Expect.text("csr", csr, 16_384);
        Expect.text("agentVersion", agentVersion, 100);
    }

    @Override
    public String toString() {
        return "EnrolRequest[name=" + name + ", agentVersion=" + agentVersion + "]";
    }
}
