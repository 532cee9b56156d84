package io.liren.rulebook;

/** How grave a finding is: an error keeps a rulebook from running, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
