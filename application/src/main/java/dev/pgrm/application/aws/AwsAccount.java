package dev.pgrm.application.aws;

import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretSearch;
import java.util.List;

/** AWS as we are known there. Without credentials nothing is called, and the answers say so. */
public interface AwsAccount {
    /** Tries every action that we need, in a way that changes nothing. */
    AwsPermissions permissions(AwsUse use);

    /** All that can be seen; what cannot is told beside it. */
    RdsInventory rds(RdsSearch search);

    /** By name, sorted; what cannot be seen is told beside it. */
    SecretListing secrets(SecretSearch search);

    RdsLogs logs(List<RdsLogs.Of> instances);
}
