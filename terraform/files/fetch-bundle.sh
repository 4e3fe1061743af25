#!/bin/bash
# fetch-bundle <key> <sha256> <folder>: unpacks one bundle of the release after checking its hash.
set -euo pipefail
key=$1 sha256=$2 folder=$3

archive=$(mktemp)
trap 'rm -f "$archive"' EXIT
aws s3api get-object --bucket "$PINEAPPLE_RELEASE_BUCKET" --key "$key" "$archive" >/dev/null
echo "$sha256  $archive" | sha256sum --check --quiet
mkdir -p "$folder"
tar --extract --gzip --no-same-owner --file "$archive" --directory "$folder"
