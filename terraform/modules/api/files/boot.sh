#!/bin/bash
# Turns a fresh Amazon Linux machine into an API instance. /etc/pineapple/boot.env says what to fetch.
# shellcheck source=/dev/null
. /opt/pineapple-boot/common

send_logs
if [ -n "$PINEAPPLE_PACKAGES" ]; then
  read -ra packages <<<"$PINEAPPLE_PACKAGES"
  retry dnf install -y -q "${packages[@]}"
fi
retry /opt/pineapple-boot/fetch-bundle "$PINEAPPLE_RUNTIME_KEY" "$PINEAPPLE_RUNTIME_SHA256" /opt/pineapple/runtime
retry /opt/pineapple-boot/fetch-bundle "$PINEAPPLE_BUNDLE_KEY" "$PINEAPPLE_BUNDLE_SHA256" /opt/pineapple/api

install -m 0644 /opt/pineapple/api/systemd/pineapple-api.service /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now pineapple-api.service
echo 'The API is started.'
