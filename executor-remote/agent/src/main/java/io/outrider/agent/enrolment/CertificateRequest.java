package io.outrider.agent.enrolment;

import io.outrider.agent.enrolment.Pem.KeyOfNode;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import javax.security.auth.x500.X500Principal;

/**
 * A PKCS#10 request (RFC 2986) without attributes, signed with ECDSA and SHA-256. The JDK encodes name and key; what is left is so
 * little DER that a library for it would cost more memory than the rest of the enrolment.
 */
final class CertificateRequest {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int SEQUENCE = 0x30;
    private static final int NO_ATTRIBUTES = 0xa0;
    // 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758), as a whole AlgorithmIdentifier.
    private static final byte[] ECDSA_WITH_SHA256 = {
        0x30, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
    };

    private CertificateRequest() {}

    /** Returns the request in PEM. */
    static String pem(String commonName, KeyOfNode key) throws GeneralSecurityException {
        byte[] info = tagged(
                SEQUENCE,
                tagged(INTEGER, new byte[] {0}),
                new X500Principal("CN=" + commonName).getEncoded(),
                key.open().getEncoded(),
                tagged(NO_ATTRIBUTES));
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key.secret());
        signer.update(info);
        byte[] request = tagged(SEQUENCE, info, ECDSA_WITH_SHA256, tagged(BIT_STRING, new byte[] {0}, signer.sign()));
        return Pem.write("CERTIFICATE REQUEST", request);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        length(content.size(), whole);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    /** Short form below 128, else one or two bytes: nothing here is longer than 64 KiB. */
    private static void length(int length, ByteArrayOutputStream into) {
        if (length >= 0x100) {
            into.write(0x82);
            into.write(length >> 8);
        } else if (length >= 0x80) {
            into.write(0x81);
        }
        into.write(length & 0xff);
    }
}
