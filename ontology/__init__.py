"""Takes nothing, gives nothing: the folder is Turtle and SPARQL; this file lets an installed package find them."""
