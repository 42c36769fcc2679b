package dev.pgrm.domain.log;

import java.util.LinkedHashMap;
import java.util.Map;

/** By process, and no more than the latest few: pids are used again, and logs are long. */
final class Known<T> extends LinkedHashMap<Integer, T> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 256;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, T> eldest) {
        return size() > MOST;
    }
}
