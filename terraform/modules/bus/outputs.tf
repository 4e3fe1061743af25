output "url" {
  description = "Address of the bus and its user. Holds no secret."
  value       = "rediss://${local.user}@${aws_elasticache_replication_group.this.primary_endpoint_address}:6379"
}

output "cache_name" {
  description = "Name of the cache that tokens are signed for."
  value       = local.cache
}

output "connect_arns" {
  description = "ARNs that elasticache:Connect must allow."
  value       = ["${local.arn}:replicationgroup:${local.cache}", "${local.arn}:user:${local.user}"]
}

output "security_group_id" {
  description = "Valkey's security group."
  value       = aws_security_group.this.id
}

output "node_names" {
  description = "Names of the nodes in CloudWatch."
  value       = [for index in range(var.nodes) : format("%s-%03d", local.cache, index + 1)]
}
