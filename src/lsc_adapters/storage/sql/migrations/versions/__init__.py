"""The revisions, each made of its own words: a table of today has no place in what was yesterday."""
