#!/bin/bash
# Turns a fresh Amazon Linux machine into a host. /etc/pineapple/boot.env says what to fetch.
set -euo pipefail
set -a
# shellcheck source=/dev/null
. /etc/pineapple/boot.env
set +a

# Docker starts once its volume is mounted.
systemctl mask --now docker.socket docker.service >/dev/null 2>&1 || true
dnf install -y -q docker nftables iproute socat xfsprogs amazon-cloudwatch-agent

# Docker limits a container's disk only on XFS with project quotas.
volume=$(readlink -f "$PINEAPPLE_DOCKER_DEVICE")
if [ "$(blkid -o value -s TYPE "$volume" || true)" != xfs ]; then
  mkfs.xfs -q "$volume"
fi
mkdir -p /var/lib/docker
if ! grep -q ' /var/lib/docker ' /etc/fstab; then
  echo "UUID=$(blkid -o value -s UUID "$volume") /var/lib/docker xfs defaults,pquota 0 2" >>/etc/fstab
fi
mountpoint -q /var/lib/docker || mount /var/lib/docker

/opt/pineapple-boot/fetch-bundle "$PINEAPPLE_RUNTIME_KEY" "$PINEAPPLE_RUNTIME_SHA256" /opt/pineapple/runtime
/opt/pineapple-boot/fetch-bundle "$PINEAPPLE_BUNDLE_KEY" "$PINEAPPLE_BUNDLE_SHA256" /opt/pineapple/agent

token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
host_id=$(curl -sf -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)
echo "PINEAPPLE_HOST_ID=$host_id" >>/etc/pineapple/agent.env

install -d -m 0755 /var/log/pineapple
install -m 0644 /opt/pineapple/agent/systemd/pineapple-agent.service /etc/systemd/system/
ln -sf /opt/pineapple/agent/bin/pineapple-host /usr/bin/pineapple-host
systemctl unmask docker.socket docker.service
systemctl daemon-reload
systemctl enable --now pineapple-agent.service
systemctl enable --now docker.service

# By default Systems Manager's agent runs five commands at once; its new setting lets labs be applied side by side.
systemctl restart amazon-ssm-agent.service

/opt/pineapple/agent/bin/pineapple-build-images "$PINEAPPLE_BASE_IMAGE"

/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \
  -a fetch-config -m ec2 -s -c file:/etc/pineapple/cloudwatch-agent.json
