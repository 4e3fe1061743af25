output "url" {
  description = "Address of the website."
  value       = "https://${var.domain}"
}

output "load_balancer_dns_name" {
  description = "Name that the domain's DNS record must point at when it is not in Route 53."
  value       = module.api.load_balancer.dns_name
}

output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = module.observability.dashboard
}

output "alarm_topic_arn" {
  description = "ARN of the SNS topic of the alarms."
  value       = module.observability.alarm_topic_arn
}

output "api_group" {
  description = "The Auto Scaling group of the API."
  value       = module.api.autoscaling_group
}

output "host_group" {
  description = "The Auto Scaling group of the hosts."
  value       = module.hosts.autoscaling_group
}

output "table_names" {
  description = "Names of the tables, for backups."
  value       = module.data.table_names
}
