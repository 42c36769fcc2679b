package dev.pgrm.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that see pages as a person does. They may ask for a {@link World} and a {@link Chromium}; without the latter they are skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@Tag("servers")
@ExtendWith(Lent.class)
@interface ThroughTheBrowser {}
