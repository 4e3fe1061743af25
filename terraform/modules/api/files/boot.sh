#!/bin/bash
# Turns a fresh Amazon Linux machine into an API instance. /etc/pineapple/boot.env says what to fetch.
set -euo pipefail
set -a
# shellcheck source=/dev/null
. /etc/pineapple/boot.env
set +a

dnf install -y -q amazon-cloudwatch-agent
/opt/pineapple-boot/fetch-bundle "$PINEAPPLE_RUNTIME_KEY" "$PINEAPPLE_RUNTIME_SHA256" /opt/pineapple/runtime
/opt/pineapple-boot/fetch-bundle "$PINEAPPLE_BUNDLE_KEY" "$PINEAPPLE_BUNDLE_SHA256" /opt/pineapple/api

install -d -m 0755 /var/log/pineapple
install -m 0644 /opt/pineapple/api/systemd/pineapple-api.service /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now pineapple-api.service

/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \
  -a fetch-config -m ec2 -s -c file:/etc/pineapple/cloudwatch-agent.json
