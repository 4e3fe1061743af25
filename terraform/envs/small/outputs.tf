output "url" {
  description = "Address of the website."
  value       = module.site.url
}

output "load_balancer_dns_name" {
  description = "Name that the domain's DNS record must point at when it is not in Route 53."
  value       = module.site.load_balancer_dns_name
}

output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = module.site.dashboard
}

output "alarm_topic_arn" {
  description = "ARN of the SNS topic of the alarms."
  value       = module.site.alarm_topic_arn
}

output "table_names" {
  description = "Names of the tables, for backups."
  value       = module.site.table_names
}
