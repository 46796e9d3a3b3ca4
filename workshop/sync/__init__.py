"""The live summit: tables' journals on their way to the wall. The only part that knows the message server, NATS."""
