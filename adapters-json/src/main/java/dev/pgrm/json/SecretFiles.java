package dev.pgrm.json;

import dev.pgrm.application.credential.CredentialSource;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference.SecretFile;
import dev.pgrm.domain.database.DatabaseSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Secrets in files of one folder. They are read each time: whoever replaces the file needs no restart. */
public final class SecretFiles implements CredentialSource<SecretFile> {
    private static final long LARGEST = 64 * 1024;

    private final @Nullable Path folder;
    private final SecretForm form;

    /** @param folder none forbids references to files */
    public SecretFiles(@Nullable Path folder, SecretForm form) {
        this.folder = folder;
        this.form = form;
    }

    @Override
    public Lookup find(SecretFile reference, DatabaseSpec database) {
        if (folder == null) {
            return new Lookup.NotFound(new Trouble(
                    "secret_files_forbidden",
                    "References to files are not allowed here",
                    "Set PGRM_SECRETS_DIR for the monitors to the folder that holds them"));
        }
        Path file = folder.resolve(reference.name());
        try {
            // The name has no separator, so it stays in the folder; a link could lead out of it.
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !mounted(file)) {
                return missing(reference);
            }
            if (Files.size(file) > LARGEST) {
                return missing(reference);
            }
            return form.read(reference.text(), Files.readString(file)).forDatabase(reference.text(), database);
        } catch (IOException e) {
            return new Lookup.NotFound(new Trouble(
                    "secret_file_unreadable",
                    reference.text() + " cannot be read: " + e.getClass().getSimpleName(),
                    "Check that the monitor's account may read the file, and that it is text in UTF-8"));
        }
    }

    /** Kubernetes mounts each secret as a link into a hidden folder beside it. */
    private boolean mounted(Path file) throws IOException {
        return folder != null && Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
    }

    private static Lookup missing(SecretFile reference) {
        return new Lookup.NotFound(new Trouble(
                "secret_not_found",
                "There is no file " + reference.name() + " in the folder of secrets",
                "Put it into PGRM_SECRETS_DIR of every monitor, as a plain file of at most 64 KiB"));
    }
}
