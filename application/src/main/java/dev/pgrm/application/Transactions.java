package dev.pgrm.application;

import java.util.function.Supplier;

/** All or nothing in the store. */
public interface Transactions {
    <T> T within(Supplier<T> work);
}
