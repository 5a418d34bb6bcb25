"""First-run set-up: a one-time code from the console, a short list of tasks, and then no more."""
