"""The basement: errors, events, time, configuration, database, access and HTTP. Nothing here knows the trade."""
