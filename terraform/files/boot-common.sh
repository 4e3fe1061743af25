#!/bin/bash
# Sourced by the boot scripts: their log, and what they have in common.
set -euo pipefail
set -a
# shellcheck source=/dev/null
. /etc/pineapple/boot.env
set +a

# CloudWatch's agent sends this file. cloud-init's own log and the console get the lines too.
mkdir -p /var/log/pineapple
exec > >(tee -a /var/log/pineapple/boot.log) 2>&1
trap 'if [ $? -ne 0 ]; then echo "The boot failed: $BASH_COMMAND"; fi' EXIT

# retry <command>…: runs a command until it succeeds, at most eight times in about four minutes. Package mirrors,
# registries, roles and routes may need a moment.
retry() {
  local pause
  for pause in 2 4 8 16 30 60 120; do
    if "$@"; then
      return
    fi
    echo "$1 failed. Next attempt in $pause s." >&2
    sleep "$pause"
  done
  "$@"
}

# send_logs: first of all, so that the log of a failed boot survives the instance.
send_logs() {
  retry dnf install -y -q amazon-cloudwatch-agent
  retry /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \
    -a fetch-config -m ec2 -s -c file:/etc/pineapple/cloudwatch-agent.json
}

# instance_id: prints it.
instance_id() {
  local token
  token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token) || return
  curl -sf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id
}
