package io.liren.register;

import java.util.UUID;

/**
 * A record found.
 *
 * @param detail what tells it from others of the same title
 */
public record Hit(RegisterModel register, UUID id, String title, String detail) {}
