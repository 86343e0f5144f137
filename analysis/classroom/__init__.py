"""The project in a class room: a copy that needs no network, a menu, a check of the machine, notebooks made good."""
