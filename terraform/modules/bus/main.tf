data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  cache = "${var.name}-bus"
  user  = "${var.name}-client"
  arn   = "arn:${data.aws_partition.current.partition}:elasticache:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}"
}

resource "aws_security_group" "this" {
  name_prefix = "${var.name}-bus-"
  description = "Valkey: from the API and the functions alone"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-bus" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each                     = var.client_security_groups
  security_group_id            = aws_security_group.this.id
  description                  = "Valkey over TLS from ${each.key}"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_elasticache_subnet_group" "this" {
  name       = "${var.name}-bus"
  subnet_ids = var.subnet_ids
}

# Signs in with a token derived from its IAM role, so no password exists.
resource "aws_elasticache_user" "clients" {
  user_id       = local.user
  user_name     = local.user
  engine        = "valkey"
  access_string = "on resetkeys resetchannels &* -@all +@connection +@pubsub +info"

  authentication_mode {
    type = "iam"
  }
}

# Valkey takes users with IAM or a password only, and unlike Redis asks for no user named default.
resource "aws_elasticache_user_group" "this" {
  user_group_id = "${var.name}-bus"
  engine        = "valkey"
  user_ids      = [aws_elasticache_user.clients.user_id]
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = local.cache
  description                = "Publish and subscribe of ${var.name}, stores no data"
  engine                     = "valkey"
  engine_version             = "8.0"
  parameter_group_name       = "default.valkey8"
  node_type                  = var.node_type
  port                       = 6379
  num_cache_clusters         = var.nodes
  automatic_failover_enabled = var.nodes > 1
  multi_az_enabled           = var.nodes > 1
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = [aws_security_group.this.id]
  user_group_ids             = [aws_elasticache_user_group.this.user_group_id]
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  at_rest_encryption_enabled = true
  auto_minor_version_upgrade = true
  # Messages are not stored, so there is nothing to back up.
  snapshot_retention_limit = 0
  maintenance_window       = "sun:03:00-sun:04:00"
}
