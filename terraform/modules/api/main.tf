data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  account   = data.aws_caller_identity.current.account_id
  port      = 4000
  # SIGTERM to the last byte: the API gives sockets and requests ten seconds.
  drain_seconds = 30

  environment = merge(length(var.operators) == 0 ? {} : { PINEAPPLE_OPERATORS = join(",", var.operators) }, {
    AWS_REGION                   = local.region
    PORT                         = local.port
    PINEAPPLE_BIND               = "0.0.0.0"
    PINEAPPLE_PUBLIC_URL         = "https://${var.domain}"
    PINEAPPLE_WEB_DIR            = "/opt/pineapple/api/web"
    PINEAPPLE_TRUST_PROXY        = 1
    PINEAPPLE_TABLE_PREFIX       = "${var.name}-"
    PINEAPPLE_FUNCTION_PREFIX    = "${var.name}-"
    PINEAPPLE_EVENT_BUS          = var.name
    PINEAPPLE_FILES_BUCKET       = var.files_bucket
    PINEAPPLE_BUS_URL            = var.bus.url
    PINEAPPLE_BUS_IAM_CACHE      = var.bus.cache_name
    PINEAPPLE_IMAGES             = jsonencode(var.extra_images)
    PINEAPPLE_REGISTRIES         = join(",", var.registries)
    PINEAPPLE_BUILD_EGRESS       = var.build_egress ? 1 : 0
    PINEAPPLE_GIT_SOURCES        = join(",", var.git_sources)
    PINEAPPLE_LABS_PER_USER      = var.quotas.labs_per_user
    PINEAPPLE_NETWORKS_PER_LAB   = var.quotas.networks_per_lab
    PINEAPPLE_CONTAINERS_PER_LAB = var.quotas.containers_per_lab
    PINEAPPLE_LOG_LEVEL          = var.log_level

    PINEAPPLE_CONTAINERS_PER_USER = var.quotas.containers_per_user
    PINEAPPLE_NETWORKS_PER_USER   = var.quotas.networks_per_user
    PINEAPPLE_MEMORY_MB_PER_USER  = var.quotas.memory_mb_per_user
    PINEAPPLE_CONTAINER_MEMORY_MB = var.container_memory_mb

    PINEAPPLE_MEMORY_MB_PER_CONTAINER = var.quotas.memory_mb_per_container
    PINEAPPLE_CPUS_PER_CONTAINER      = var.quotas.cpus_per_container

    PINEAPPLE_SIGN_UPS_PER_ADDRESS          = var.sign_in_limits.sign_ups_per_address
    PINEAPPLE_SIGN_IN_FAILURES_PER_ADDRESS  = var.sign_in_limits.failures_per_address
    PINEAPPLE_SIGN_IN_FAILURES_PER_ACCOUNT  = var.sign_in_limits.failures_per_account
    PINEAPPLE_SIGN_IN_FREE_FAILURES         = var.sign_in_limits.free_failures
    PINEAPPLE_SIGN_IN_LONGEST_DELAY_SECONDS = var.sign_in_limits.longest_delay_seconds
  })

  boot_environment = {
    AWS_REGION               = local.region
    PINEAPPLE_RELEASE_BUCKET = var.release.bucket
    PINEAPPLE_RUNTIME_KEY    = var.release.runtime.key
    PINEAPPLE_RUNTIME_SHA256 = var.release.runtime.sha256
    PINEAPPLE_BUNDLE_KEY     = var.release.bundle.key
    PINEAPPLE_BUNDLE_SHA256  = var.release.bundle.sha256
    PINEAPPLE_PACKAGES       = length(var.git_sources) == 0 ? "" : "git-core"
  }

  cloudwatch_agent = {
    logs = {
      logs_collected = {
        files = {
          collect_list = [for name in ["boot", "api"] : {
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
      { path = "/etc/pineapple/api.env", permissions = "0600", content = join("", [for name, value in local.environment : "${name}='${value}'\n"]) },
      { path = "/etc/pineapple/cloudwatch-agent.json", permissions = "0644", content = jsonencode(local.cloudwatch_agent) },
    ]
    runcmd = [["/opt/pineapple-boot/boot"]]
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${var.name}/api"
  retention_in_days = var.log_days
}

resource "aws_security_group" "instances" {
  name_prefix = "${var.name}-api-"
  description = "API: from the load balancer alone, to AWS and Valkey"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-api" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "from_load_balancer" {
  security_group_id            = aws_security_group.instances.id
  description                  = "The load balancer"
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.instances.id
  description       = "AWS services and packages"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "bus" {
  security_group_id            = aws_security_group.instances.id
  description                  = "Valkey"
  referenced_security_group_id = var.bus.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_launch_template" "this" {
  name_prefix            = "${var.name}-api-"
  description            = "API instance of ${var.name}"
  image_id               = var.machine_image
  instance_type          = var.instance_type
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.instances.id]
  user_data              = base64encode("#cloud-config\n${yamlencode(local.user_data)}")

  iam_instance_profile {
    arn = aws_iam_instance_profile.this.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 12
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.name}-api", pineapple-role = "api" }
  }

  tag_specifications {
    resource_type = "volume"
    tags          = { Name = "${var.name}-api" }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_autoscaling_group" "this" {
  name                      = "${var.name}-api"
  min_size                  = var.instances.min
  max_size                  = var.instances.max
  vpc_zone_identifier       = var.private_subnet_ids
  target_group_arns         = [aws_lb_target_group.this.arn]
  health_check_type         = "ELB"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  enabled_metrics           = ["GroupInServiceInstances", "GroupDesiredCapacity"]

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  # New instances are ready before old ones stop. A release that never gets ready replaces none: the refresh fails, and the
  # old instances go on serving. No auto_rollback: Terraform changes the group before it starts the refresh, so Auto Scaling
  # would go back to the same release.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 200
      instance_warmup        = 60
    }
  }

  tag {
    key                 = "Name"
    value               = "${var.name}-api"
    propagate_at_launch = false
  }

  # The boot script and the API need them at once.
  depends_on = [
    aws_iam_role_policy.this,
    aws_vpc_security_group_egress_rule.https,
    aws_vpc_security_group_egress_rule.bus,
    aws_vpc_security_group_ingress_rule.from_load_balancer,
  ]
}

resource "aws_autoscaling_policy" "processor" {
  name                   = "${var.name}-api-processor"
  autoscaling_group_name = aws_autoscaling_group.this.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    # Sockets stay on their instance, so capacity must exist before it is needed.
    target_value = 50

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}
