package dev.pgrm.devkit.rds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The first message of a connection: it begins with a number that says what is wanted. */
final class Opening {
    private static final int CANCEL = 80_877_102;
    private static final int TLS = 80_877_103;
    private static final int GSS = 80_877_104;

    enum Wish {
        TLS,
        GSS,
        CANCEL,
        SESSION
    }

    private final byte[] body;

    Opening(byte[] body) {
        this.body = body;
    }

    byte[] body() {
        return body;
    }

    Wish wish() {
        return switch (body.length < 4 ? 0 : ByteBuffer.wrap(body).getInt()) {
            case TLS -> Wish.TLS;
            case GSS -> Wish.GSS;
            case CANCEL -> Wish.CANCEL;
            default -> Wish.SESSION;
        };
    }

    String user() {
        return parameters().getOrDefault("user", "");
    }

    String database() {
        return parameters().getOrDefault("database", user());
    }

    private Map<String, String> parameters() {
        String[] words = new String(body, 4, body.length - 4, StandardCharsets.UTF_8).split("\0", -1);
        var parameters = new HashMap<String, String>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            parameters.put(words[i], words[i + 1]);
        }
        return parameters;
    }
}
