package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretReading;
import java.util.List;

/** A service of AWS that keeps secrets. */
interface SecretKeeper extends AutoCloseable {
    /** Asks AWS, once. */
    SecretReading read(SecretKey secret, Stage stage);

    /** What there may be besides the current version, the likeliest to help first. */
    List<Stage> besides();

    @Override
    void close();
}
