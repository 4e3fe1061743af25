output "url" {
  description = "Where the website is."
  value       = "https://${var.domain}"
}

output "load_balancer_dns_name" {
  description = "What the domain's record must point at, where it is not in Route 53."
  value       = module.api.load_balancer.dns_name
}

output "dashboard" {
  description = "The dashboard's name in CloudWatch."
  value       = module.observability.dashboard
}

output "alarm_topic_arn" {
  description = "Where alarms go."
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
  description = "The tables, for backups."
  value       = module.data.table_names
}
