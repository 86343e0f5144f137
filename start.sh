#!/bin/sh
# Double click: sets the project up if need be (from wheels/ without a network, if they lie here), then shows a menu.
cd "$(dirname "$0")" || exit 1
for python in python3.12 python3.13 python3.11 python3 python; do
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        "$python" run.py start && exit 0
        printf '%s' '出了问题，原因见上一行；按回车键关闭。 Something failed, see the line above; press Enter. '
        read -r _
        exit 1
    fi
done
cat docs/no-python.txt
read -r _
exit 1
