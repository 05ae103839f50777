package io.outrider.protocol;

import java.time.Instant;

/**
 * The node's identity.
 *
 * @param node the name that the certificate carries as CN
 * @param certificate PEM chain, the node's own first
 * @param ca PEM of the CA that signs the gateway's certificate
 * @param notAfter when the certificate ends
 */
public record EnrolResponse(String node, String certificate, String ca, Instant notAfter) {

    public EnrolResponse {
        Expect.node("node", node);
        Expect.text("certificate", certificate, 65_536);
        Expect.text("ca", ca, 65_536);
        Expect.present("notAfter", notAfter);
    }
}
