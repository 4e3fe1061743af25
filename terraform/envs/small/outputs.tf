output "url" {
  description = "Where the website is."
  value       = module.site.url
}

output "load_balancer_dns_name" {
  description = "What the domain's record must point at, where it is not in Route 53."
  value       = module.site.load_balancer_dns_name
}

output "dashboard" {
  description = "The dashboard's name in CloudWatch."
  value       = module.site.dashboard
}

output "alarm_topic_arn" {
  description = "Where alarms go."
  value       = module.site.alarm_topic_arn
}

output "table_names" {
  description = "The tables, for backups."
  value       = module.site.table_names
}
