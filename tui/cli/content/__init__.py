"""The verbs about guides and other content: what comes from files that people edit."""
