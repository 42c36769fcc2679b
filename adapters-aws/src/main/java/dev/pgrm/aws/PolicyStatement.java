package dev.pgrm.aws;

import dev.pgrm.domain.aws.IamRole;

/** Statements of IAM policies, in the words in which they are to be added. */
final class PolicyStatement {
    private PolicyStatement() {}

    static String allow(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }

    /** For the trust policy of a role. */
    static String trust(String principal, IamRole role) {
        String condition = role.externalId() == null
                ? ""
                : ", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"" + role.externalId() + "\"}}";
        return "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"" + principal + "\"}, \"Action\": \"sts:AssumeRole\""
                + condition + "}";
    }
}
