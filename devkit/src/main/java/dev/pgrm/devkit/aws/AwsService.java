package dev.pgrm.devkit.aws;

import java.util.Map;

/** A service: what it is called in a signature's scope and in permissions, and its actions. */
interface AwsService {

    String scope();

    default String permissionPrefix() {
        return scope();
    }

    /** What the query services call a denied permission; SNS has a word of its own. */
    default String deniedCode() {
        return "AccessDenied";
    }

    Map<String, Operation> operations();
}
