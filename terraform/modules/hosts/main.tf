data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  account   = data.aws_caller_identity.current.account_id

  group       = "${var.name}-hosts"
  launch_hook = "ready"

  boot_environment = {
    AWS_REGION               = local.region
    PINEAPPLE_RELEASE_BUCKET = var.release.bucket
    PINEAPPLE_RUNTIME_KEY    = var.release.runtimes[var.architecture].key
    PINEAPPLE_RUNTIME_SHA256 = var.release.runtimes[var.architecture].sha256
    PINEAPPLE_BUNDLE_KEY     = var.release.bundle.key
    PINEAPPLE_BUNDLE_SHA256  = var.release.bundle.sha256
    PINEAPPLE_BASE_IMAGE     = var.base_image
    PINEAPPLE_EXTRA_IMAGES   = join(" ", var.extra_images)
    PINEAPPLE_DOCKER_DEVICE  = "/dev/sdf"
    PINEAPPLE_ROLE_ID        = aws_iam_role.this.unique_id
    PINEAPPLE_GROUP          = local.group
    PINEAPPLE_LAUNCH_HOOK    = local.launch_hook
  }

  # The boot script adds the host's id and the source of its events.
  agent_environment = {
    AWS_REGION                    = local.region
    PINEAPPLE_AGENT_DIR           = "/var/lib/pineapple"
    PINEAPPLE_AGENT_SOCKET        = "/run/pineapple/agent.sock"
    PINEAPPLE_EVENT_BUS           = var.event_bus
    PINEAPPLE_FILES_BUCKET        = var.files_bucket
    PINEAPPLE_DNS                 = join(",", var.dns_servers)
    PINEAPPLE_BUILD_EGRESS        = var.build_egress ? 1 : 0
    PINEAPPLE_CONTAINER_MEMORY_MB = var.container_limits.memory_mb
    PINEAPPLE_CONTAINER_CPUS      = var.container_limits.cpus
    PINEAPPLE_CONTAINER_PIDS      = var.container_limits.pids
    PINEAPPLE_CONTAINER_DISK_GB   = var.container_limits.disk_gb
    PINEAPPLE_CONTAINERS_PER_HOST = var.most_containers
    PINEAPPLE_WARM_CONTAINERS     = var.warm_containers
    PINEAPPLE_LOG_LEVEL           = var.log_level
  }

  # Containers survive a restart of Docker, and their root is an ordinary user of the machine. Docker's bridge uses a
  # range that no VPC uses.
  docker_settings = {
    live-restore   = true
    userns-remap   = "default"
    userland-proxy = false
    log-driver     = "local"
    log-opts       = { max-size = "10m", max-file = "2" }
    bip            = "172.31.255.1/28"
  }

  cloudwatch_agent = {
    logs = {
      logs_collected = {
        files = {
          collect_list = [for name in ["boot", "agent"] : {
            file_path       = "/var/log/pineapple/${name}.log"
            log_group_name  = aws_cloudwatch_log_group.this.name
            log_stream_name = "{instance_id}/${name}"
          }]
        }
      }
    }
  }

  user_data = {
    write_files = [
      { path = "/opt/pineapple-boot/fetch-bundle", permissions = "0755", content = file("${path.module}/../../files/fetch-bundle.sh") },
      { path = "/opt/pineapple-boot/common", permissions = "0755", content = file("${path.module}/../../files/boot-common.sh") },
      { path = "/opt/pineapple-boot/boot", permissions = "0755", content = file("${path.module}/files/boot.sh") },
      { path = "/etc/logrotate.d/pineapple", permissions = "0644", content = file("${path.module}/../../files/logrotate") },
      { path = "/etc/pineapple/boot.env", permissions = "0600", content = join("", [for name, value in local.boot_environment : "${name}='${value}'\n"]) },
      { path = "/etc/pineapple/agent.env", permissions = "0600", content = join("", [for name, value in local.agent_environment : "${name}='${value}'\n"]) },
      { path = "/etc/pineapple/cloudwatch-agent.json", permissions = "0644", content = jsonencode(local.cloudwatch_agent) },
      { path = "/etc/docker/daemon.json", permissions = "0644", content = jsonencode(local.docker_settings) },
      { path = "/etc/amazon/ssm/amazon-ssm-agent.json", permissions = "0600", content = jsonencode({ Mds = { CommandWorkersLimit = 20 } }) },
    ]
    runcmd = [["/opt/pineapple-boot/boot"]]
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}/hosts"
  retention_in_days = var.log_days
}

# Inbound traffic comes only from other hosts. Commands and terminals arrive over connections that the host opens to Systems Manager.
resource "aws_security_group" "this" {
  name_prefix = "${var.name}-hosts-"
  description = "Hosts of labs: nothing in but from each other"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-hosts" }

  lifecycle {
    create_before_destroy = true
  }
}

# VXLAN has neither authentication nor encryption. This rule and the agent's own limit who may send it.
resource "aws_vpc_security_group_ingress_rule" "overlay" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = aws_security_group.this.id
  description                  = "Networks of labs on several hosts, by VXLAN"
  ip_protocol                  = "udp"
  from_port                    = 4789
  to_port                      = 4789
}

# Labs with egress reach the internet; the agent blocks the VPC and the metadata service.
resource "aws_vpc_security_group_egress_rule" "internet" {
  security_group_id = aws_security_group.this.id
  description       = "AWS services, packages, and labs with egress"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_launch_template" "this" {
  name_prefix            = "${var.name}-host-"
  description            = "Host of ${var.name}"
  image_id               = var.machine_image
  instance_type          = var.instance_type
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.this.id]
  user_data              = base64encode("#cloud-config\n${yamlencode(local.user_data)}")

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  # One hop: a container is one hop further away and gets no answer even without its firewall.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "disabled"
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 16
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  block_device_mappings {
    device_name = "/dev/sdf"

    ebs {
      volume_size           = var.docker_volume_gb
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  monitoring {
    enabled = true
  }

  # SendCommand and StartSession are allowed only on instances with this tag.
  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.name}-host", pineapple-role = "host" }
  }

  tag_specifications {
    resource_type = "volume"
    tags          = { Name = "${var.name}-host" }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_autoscaling_group" "this" {
  name                      = local.group
  min_size                  = var.hosts
  max_size                  = var.hosts * 2
  desired_capacity          = var.hosts
  vpc_zone_identifier       = var.subnet_ids
  health_check_type         = "EC2"
  health_check_grace_period = 300
  # Longer than a host may take to be ready.
  wait_for_capacity_timeout = "40m"
  enabled_metrics           = ["GroupInServiceInstances", "GroupDesiredCapacity"]

  # A host has labs. Auto Scaling ends none to balance zones or to shrink the group.
  protect_from_scale_in = true
  suspended_processes   = ["AZRebalance"]

  # A host is in service once its boot script says that its agent and images are ready. One that does not get there is
  # replaced. In the group's own definition, so that the first hosts wait too.
  initial_lifecycle_hook {
    name                 = local.launch_hook
    lifecycle_transition = "autoscaling:EC2_INSTANCE_LAUNCHING"
    heartbeat_timeout    = 1800
    default_result       = "ABANDON"
  }

  # A host that ends waits while record-event moves its labs to others. The hook ends by itself.
  initial_lifecycle_hook {
    name                 = "drain"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 300
    default_result       = "CONTINUE"
  }

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  # A new host starts before an old one stops. Labs of the old one are recreated elsewhere.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 110
      instance_warmup        = 60
      # With the default a refresh waits an hour for the protection to end, and fails.
      scale_in_protected_instances = "Refresh"
    }
  }

  tag {
    key                 = "Name"
    value               = "${var.name}-hosts"
    propagate_at_launch = false
  }

  # Each host that ends waits for the drain hook.
  timeouts {
    delete = "30m"
  }

  # The boot script needs them at once.
  depends_on = [
    aws_iam_role_policy.this,
    aws_vpc_security_group_egress_rule.internet,
    aws_vpc_security_group_ingress_rule.overlay,
  ]
}
