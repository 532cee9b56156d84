package io.liren.web.frame;

/** What a request is answered with, before it is made into HTML. */
public sealed interface Reply<P> {
    /**
     * A page.
     *
     * @param accepted false if something has to be changed first: answered with 422
     */
    record Show<P>(P page, boolean accepted) implements Reply<P> {}

    /** It is done; the reader goes on there, and reads one line about it. */
    record Moved<P>(String address, String flash) implements Reply<P> {}

    /** There is no such thing. */
    record Missing<P>() implements Reply<P> {}

    /** The reader's posts do not cover it. */
    record Barred<P>() implements Reply<P> {}
}
