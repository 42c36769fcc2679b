/**
 * An AWS endpoint on loopback that speaks the real wire protocols of the services pgrm uses, for the demo and for tests.
 * It must not know the SDK, nor anything of pgrm: only what AWS itself documents and answers.
 */
@NullMarked
package dev.pgrm.devkit.aws;

import org.jspecify.annotations.NullMarked;
