"""Tables and charts to files that people open: the only room that writes."""
