#!/bin/sh
# Puts a casebook on a shared drive: sh deploy/shared-drive/publish.sh coordinator /mnt/shared/casebook casebook-coordinators
set -eu
audience=$1 folder=$2 group=$3
.venv/bin/casebook build --offline --audience "$audience" --out "$folder"
chgrp -R "$group" "$folder"
find "$folder" -type d -exec chmod 2750 {} +
find "$folder" -type f -exec chmod 0640 {} +
