output "url" {
  description = "Where the bus is and as whom to sign in. Holds no secret."
  value       = "rediss://${local.user}@${aws_elasticache_replication_group.this.primary_endpoint_address}:6379"
}

output "cache_name" {
  description = "The name that tokens are signed for."
  value       = local.cache
}

output "connect_arns" {
  description = "What one must be allowed to connect to."
  value       = ["${local.arn}:replicationgroup:${local.cache}", "${local.arn}:user:${local.user}"]
}

output "security_group_id" {
  description = "Valkey's security group."
  value       = aws_security_group.this.id
}

output "node_names" {
  description = "The nodes, as CloudWatch knows them."
  value       = [for index in range(var.nodes) : format("%s-%03d", local.cache, index + 1)]
}
