package dev.pgrm.domain;

/** One thing wrong with what somebody entered: the field, and what would be right. */
public record Violation(String field, String message) {}
