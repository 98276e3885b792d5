"""The keeping of passwords: argon2id (`argon2`), or the same when it is first needed (`usual`)."""
