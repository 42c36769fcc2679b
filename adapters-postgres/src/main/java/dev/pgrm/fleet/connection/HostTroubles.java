package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Why none of a database's hosts would do, in one piece. */
final class HostTroubles {
    private final Map<Endpoint, Trouble> troubles = new LinkedHashMap<>();

    void add(Endpoint host, Trouble trouble) {
        troubles.put(host, trouble);
    }

    /** Under the code of the most telling: a host that answered tells more than one that did not, and the last as much as any. */
    Trouble told() {
        Trouble telling = troubles.values().stream()
                .reduce((one, next) -> rank(next) >= rank(one) ? next : one)
                .orElseThrow();
        if (troubles.size() == 1) {
            return telling;
        }
        return new Trouble(
                telling.code(),
                troubles.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue().message())
                        .collect(Collectors.joining("; ", "None of the hosts will do: ", "")),
                telling.remedy());
    }

    private static int rank(Trouble trouble) {
        if (SqlTrouble.concernsServer(trouble)) {
            return 0;
        }
        return trouble.code().equals("target_session_mismatch") ? 1 : 2;
    }
}
