package dev.pgrm.domain.preflight;

import dev.pgrm.domain.preflight.ReplicationFacts.Pool;

/** Whether a stream finds as many places of a kind as it takes. */
final class Places {
    private final EndFacts end;
    private final Findings findings;

    Places(EndFacts end, Findings findings) {
        this.end = end;
        this.findings = findings;
    }

    /**
     * @param code of what is found, up to its ending
     * @param wanted while tables are copied; later one is enough
     */
    void judge(String code, String what, String setting, Pool pool, int wanted) {
        if (pool.free() >= wanted) {
            return;
        }
        int enough = Math.max(10, 2 * pool.taken() + wanted);
        String raise = end.service().restarting(setting, Integer.toString(enough));
        String fix = end.service() == Service.NONE
                ? end.run("alter system set " + setting + " = " + enough) + " -- then restart the server"
                : null;
        if (pool.isFull()) {
            findings.blocker(
                    code + "_exhausted",
                    setting,
                    "All " + pool.size() + " " + what + " of " + end.name() + " are taken: " + raise,
                    fix);
        } else {
            findings.warning(
                    code + "_short",
                    setting,
                    "Of " + pool.size() + " " + what + " of " + end.name() + " " + pool.free()
                            + " are free, and copying" + " takes up to " + wanted + ", so that some tables wait: "
                            + raise,
                    fix);
        }
    }
}
