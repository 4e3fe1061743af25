output "dashboard" {
  description = "The dashboard's name in CloudWatch."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_topic_arn" {
  description = "Where alarms go, for whoever wants them elsewhere than by mail."
  value       = aws_sns_topic.alarms.arn
}
