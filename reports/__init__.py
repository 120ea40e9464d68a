"""The Board as reports: plain records, and those who draw them."""
