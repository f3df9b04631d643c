"""Changes whenever the same file could get other findings, so that stale runs can be told."""

ENGINE_VERSION = "1.6"
