package dev.pgrm.aws;

import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.CredentialReference;
import org.jspecify.annotations.Nullable;

/** A secret as one reader sees it: the role that reads it decides whether it may be read, so answers are kept apart by it. */
record SecretKey(
        CredentialReference reference,
        String region,
        @Nullable IamRole role) {}
