"""What the board costs: one row a figure, printed by `make bench` and kept in results.md."""
