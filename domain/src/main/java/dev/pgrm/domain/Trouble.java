package dev.pgrm.domain;

/**
 * Expected trouble as a value: a stable code for programs, and for people what happened and what to do next. Never holds a
 * secret.
 */
public record Trouble(String code, String message, String remedy) {
    /** Nobody looks, which says nothing about whether it runs. */
    public static final String NOT_POLLED = "not_polled";
}
