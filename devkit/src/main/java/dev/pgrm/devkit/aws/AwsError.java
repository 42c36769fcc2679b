package dev.pgrm.devkit.aws;

/** A refusal in AWS's own words; the query services give some common refusals other names than the JSON ones. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int jsonStatus;
    private final String jsonCode;
    private final int queryStatus;
    private final String queryCode;

    private AwsError(int jsonStatus, String jsonCode, int queryStatus, String queryCode, String message) {
        super(message);
        this.jsonStatus = jsonStatus;
        this.jsonCode = jsonCode;
        this.queryStatus = queryStatus;
        this.queryCode = queryCode;
    }

    static AwsError of(int status, String code, String message) {
        return new AwsError(status, code, status, code, message);
    }

    static AwsError badRequest(String code, String message) {
        return of(400, code, message);
    }

    static AwsError missingAuthentication() {
        return new AwsError(
                400,
                "MissingAuthenticationTokenException",
                403,
                "MissingAuthenticationToken",
                "Missing Authentication Token");
    }

    static AwsError incompleteSignature(String message) {
        return new AwsError(400, "IncompleteSignatureException", 400, "IncompleteSignature", message);
    }

    static AwsError wrongService(String expected) {
        return new AwsError(
                400,
                "InvalidSignatureException",
                403,
                "SignatureDoesNotMatch",
                "Credential should be scoped to correct service: '" + expected + "'. ");
    }

    static AwsError unrecognisedClient() {
        return new AwsError(
                400,
                "UnrecognizedClientException",
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid.");
    }

    static AwsError expiredToken() {
        return new AwsError(
                400,
                "ExpiredTokenException",
                403,
                "ExpiredToken",
                "The security token included in the request is expired");
    }

    static AwsError accessDenied(String queryCode, String message) {
        return new AwsError(400, "AccessDeniedException", 403, queryCode, message);
    }

    static AwsError throttled() {
        return new AwsError(400, "ThrottlingException", 400, "Throttling", "Rate exceeded");
    }

    static AwsError unknownOperation(String action) {
        return new AwsError(
                400,
                "UnknownOperationException",
                400,
                "InvalidAction",
                "The action " + action + " is not valid for this web service.");
    }

    static AwsError missingParameter(String name) {
        return new AwsError(
                400,
                "ValidationException",
                400,
                "MissingParameter",
                "The request must contain the parameter " + name + ".");
    }

    static AwsError internal() {
        return new AwsError(
                500,
                "InternalServiceError",
                500,
                "InternalFailure",
                "The request processing has failed because of an unknown error, exception or failure.");
    }

    int jsonStatus() {
        return jsonStatus;
    }

    String jsonCode() {
        return jsonCode;
    }

    int queryStatus() {
        return queryStatus;
    }

    String queryCode() {
        return queryCode;
    }
}
