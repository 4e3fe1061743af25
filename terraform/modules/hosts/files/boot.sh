#!/bin/bash
# Turns a fresh Amazon Linux machine into a host. /etc/pineapple/boot.env says what to fetch.
# shellcheck source=/dev/null
. /opt/pineapple-boot/common

send_logs

# Docker starts once its volume is mounted.
systemctl mask --now docker.socket docker.service >/dev/null 2>&1 || true
retry dnf install -y -q docker nftables iproute socat tcpdump xfsprogs

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

retry /opt/pineapple-boot/fetch-bundle "$PINEAPPLE_RUNTIME_KEY" "$PINEAPPLE_RUNTIME_SHA256" /opt/pineapple/runtime
retry /opt/pineapple-boot/fetch-bundle "$PINEAPPLE_BUNDLE_KEY" "$PINEAPPLE_BUNDLE_SHA256" /opt/pineapple/agent

# The images come before the agent: a host takes labs as soon as its agent has reported.
systemctl unmask docker.socket docker.service
systemctl enable --now docker.service
retry /opt/pineapple/agent/bin/pineapple-build-images "$PINEAPPLE_BASE_IMAGE"
for image in $PINEAPPLE_EXTRA_IMAGES; do
  # The agent pulls what is missing when a lab asks for it.
  retry docker pull --quiet "$image" || echo "The image $image could not be pulled."
done

host_id=$(retry instance_id)
cat >>/etc/pineapple/agent.env <<END
PINEAPPLE_HOST_ID=$host_id
PINEAPPLE_EVENT_SOURCE=pineapple.host.$PINEAPPLE_ROLE_ID:$host_id
END

# By default Systems Manager's agent runs five commands at once; its new setting lets labs be applied side by side.
systemctl restart amazon-ssm-agent.service

install -m 0644 /opt/pineapple/agent/systemd/pineapple-agent.service /etc/systemd/system/
ln -sf /opt/pineapple/agent/bin/pineapple-host /usr/bin/pineapple-host
systemctl daemon-reload
systemctl enable --now pineapple-agent.service
retry pineapple-host status

retry aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE \
  --auto-scaling-group-name "$PINEAPPLE_GROUP" --lifecycle-hook-name "$PINEAPPLE_LAUNCH_HOOK" \
  --instance-id "$host_id"
echo 'The host is ready.'
