"""One screen a file: render(view) asks, gets, draws. No words, no arithmetic."""
