package io.liren.web.signin;

/** Founds a community in an empty system (首次使用): its areas, and the first administrator. */
@FunctionalInterface
public interface Founder {
    /**
     * Founds it, wholly or not at all.
     *
     * @param street the area above the community
     * @param passwordHash the administrator's password, hashed
     * @return false if somebody else has founded one meanwhile
     */
    boolean found(String community, String street, String name, String login, String passwordHash);
}
