package dev.pgrm.devkit.aws;

/** A request as it was answered; the outcome is OK or AWS's error code. What was sent or answered is not kept: it may be secret. */
public record LoggedRequest(
        String service, String region, String action, String resource, String principal, String outcome) {}
