"""Takes a build, gives what is wrong in it: by shapes and by queries that must find nothing, with the place in the document."""
