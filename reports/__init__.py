"""The Board as files that leave the program: documents and workbooks; nothing here asks a store."""
