#!/bin/sh
# Double click on a Mac: opens in Terminal, and does what start.sh does.
exec "$(dirname "$0")/start.sh"
