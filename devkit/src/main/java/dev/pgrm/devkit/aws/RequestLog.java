package dev.pgrm.devkit.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every request that came in, in the order of the answers. */
public final class RequestLog {
    private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();

    RequestLog() {}

    public List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    public List<LoggedRequest> of(String action) {
        return requests.stream()
                .filter(request -> request.action().equals(action))
                .toList();
    }

    public void clear() {
        requests.clear();
    }

    void add(LoggedRequest request) {
        requests.add(request);
    }
}
