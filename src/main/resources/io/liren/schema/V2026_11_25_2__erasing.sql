-- A file that a person has had erased goes itself: it is not sealed under a key that could be destroyed.
grant delete on attachment to liren_app;
