"""Takes provisions, gives codes of policy instruments: suggested by words, or written by people on a sheet, with agreement."""
