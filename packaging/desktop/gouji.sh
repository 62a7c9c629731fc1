#!/bin/sh
# The interpreter lies beside the program and heeds nothing that is set for another one.
exec /opt/gouji/python/bin/python3.13 -I -m gouji "$@"
