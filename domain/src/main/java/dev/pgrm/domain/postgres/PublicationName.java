package dev.pgrm.domain.postgres;

/** The name of a publication: an identifier that may hold anything but NUL, within PostgreSQL's length. */
public record PublicationName(String value) {
    public PublicationName {
        Identifier.check("Publication name", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
