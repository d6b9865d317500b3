"""Takes a build, gives its graph in other forms: RDF files, tables with a data package and a code book."""
