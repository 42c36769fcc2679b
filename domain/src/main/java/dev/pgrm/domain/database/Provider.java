package dev.pgrm.domain.database;

public enum Provider {
    AWS,
    GCP,
    AZURE,
    SELF_HOSTED
}
