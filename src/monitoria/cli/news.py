"""The words that the web process and `serve` share."""

# A worker of the web process can answer; so it can, and somebody has a sample password.
READY = "ready"
READY_WITH_SAMPLE = "ready-with-sample"

# Exit status: the database can't be served, and trying again would not help (EX_CONFIG of sysexits.h).
UNSERVABLE = 78

# Instead of the pipe of `serve`: the web process stands alone; its socket is its own, or somebody else holds it too.
OWN = "own"
LENT = "lent"
