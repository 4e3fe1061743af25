output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_topic_arn" {
  description = "ARN of the SNS topic of the alarms, for subscribers other than mail."
  value       = aws_sns_topic.alarms.arn
}
