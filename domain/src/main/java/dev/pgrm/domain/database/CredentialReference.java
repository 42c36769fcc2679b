package dev.pgrm.domain.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the user and password of a database are to be found. Only references are kept: a password itself is never accepted,
 * stored or shown.
 */
public sealed interface CredentialReference {
    Pattern SECRET_ARN =
            Pattern.compile("arn:(aws[a-z-]*):secretsmanager:([a-z0-9-]+):(\\d{12}):secret:([!-~]{1,512})");
    Pattern SSM = Pattern.compile("ssm:(/?[A-Za-z0-9_./-]{1,1010})");
    Pattern IAM = Pattern.compile("rds-iam:([^\\s\\p{Cntrl}]{1,63})");
    Pattern FILE = Pattern.compile("file:([A-Za-z0-9_-][A-Za-z0-9._-]{0,254})");
    Pattern VARIABLE = Pattern.compile("env:([A-Z][A-Z0-9_]{0,99})");

    /** The form in which it was registered. */
    String text();

    static CredentialReference parse(String text) {
        Matcher arn = SECRET_ARN.matcher(text);
        if (arn.matches()) {
            return new SecretsManager(text, arn.group(2));
        }
        Matcher ssm = SSM.matcher(text);
        if (ssm.matches()) {
            return new SsmParameter(ssm.group(1));
        }
        Matcher iam = IAM.matcher(text);
        if (iam.matches()) {
            return new RdsIam(iam.group(1));
        }
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            return new SecretFile(file.group(1));
        }
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return new SecretVariable(variable.group(1));
        }
        // What was entered may be a password by mistake, so it is not repeated.
        throw new IllegalArgumentException("is not a credential reference: use arn:aws:secretsmanager:..., ssm:/NAME,"
                + " rds-iam:USER, file:NAME or env:NAME; passwords themselves are not accepted");
    }

    record SecretsManager(String arn, String region) implements CredentialReference {
        @Override
        public String text() {
            return arn;
        }
    }

    record SsmParameter(String name) implements CredentialReference {
        @Override
        public String text() {
            return "ssm:" + name;
        }
    }

    record RdsIam(String user) implements CredentialReference {
        @Override
        public String text() {
            return "rds-iam:" + user;
        }
    }

    /** JSON in the file of exactly this name in the folder of secrets. */
    record SecretFile(String name) implements CredentialReference {
        @Override
        public String text() {
            return "file:" + name;
        }
    }

    /** JSON in the variable PGRM_SECRET_ followed by the name. */
    record SecretVariable(String name) implements CredentialReference {
        @Override
        public String text() {
            return "env:" + name;
        }
    }
}
