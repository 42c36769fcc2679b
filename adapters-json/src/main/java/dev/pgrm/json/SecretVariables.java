package dev.pgrm.json;

import dev.pgrm.application.credential.CredentialSource;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference.SecretVariable;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.Map;

/** Secrets in environment variables that begin with PGRM_SECRET_; no other variable can be reached. */
public final class SecretVariables implements CredentialSource<SecretVariable> {
    private static final String PREFIX = "PGRM_SECRET_";

    private final Map<String, String> environment;
    private final SecretForm form;

    public SecretVariables(Map<String, String> environment, SecretForm form) {
        this.environment = environment;
        this.form = form;
    }

    @Override
    public Lookup find(SecretVariable reference, DatabaseSpec database) {
        String text = environment.get(PREFIX + reference.name());
        if (text == null) {
            return new Lookup.NotFound(new Trouble(
                    "secret_not_found",
                    "The variable " + PREFIX + reference.name() + " is not set",
                    "Set it for every monitor to {\"username\": \"...\", \"password\": \"...\"}"));
        }
        return form.read(reference.text(), text).forDatabase(reference.text(), database);
    }
}
