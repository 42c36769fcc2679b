package dev.pgrm.domain.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Endpoint;

/** An endpoint of RDS Proxy before databases. */
public record RdsProxy(String name, String arn, RdsPlace place, String status, Endpoint endpoint) {
    /** Why it is never taken for the database behind it. */
    public static final Trouble UNFIT = new Trouble(
            "rds_proxy",
            "RDS Proxy hands connections round between sessions: it carries no replication connections, and what one"
                    + " session sees may be of another server than the next",
            "Use the endpoint of the instance, or of the cluster, behind the proxy");
}
