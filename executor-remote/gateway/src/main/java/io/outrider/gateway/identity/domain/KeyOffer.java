package io.outrider.gateway.identity.domain;

/**
 * The key in a certificate request.
 *
 * @param algorithm as the JDK names it: EC, RSA
 * @param bits its size
 * @param proven true if the request is signed with it
 */
public record KeyOffer(String algorithm, int bits, boolean proven) {}
