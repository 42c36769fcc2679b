package dev.pgrm.domain.postgres;

/** The name of a subscription: an identifier that may hold anything but NUL, within PostgreSQL's length. */
public record SubscriptionName(String value) {
    public SubscriptionName {
        Identifier.check("Subscription name", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
