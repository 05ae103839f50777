package io.outrider.stack.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks an address of this machine once. */
public final class HttpProbe {

    private static final int LIMIT_MILLIS = 2_000;

    private HttpProbe() {}

    /** Says whether a GET is answered with 200 within two seconds. */
    public static boolean answersOk(String address) throws IOException {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
