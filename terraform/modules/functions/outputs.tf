output "security_group_id" {
  description = "The functions' security group."
  value       = aws_security_group.this.id
}

output "event_bus" {
  description = "The EventBridge bus that hosts report to."
  value       = aws_cloudwatch_event_bus.this.name
}

output "function_names" {
  description = "Names of the functions, by purpose."
  value       = { for name, function in aws_lambda_function.this : name => function.function_name }
}

output "failure_queue_names" {
  description = "Queues of events that could not be delivered."
  value       = concat([for queue in aws_sqs_queue.failures : queue.name], [aws_sqs_queue.undelivered.name])
}

output "rules" {
  description = "EventBridge rules, by bus."
  value       = { for key, rule in aws_cloudwatch_event_rule.this : key => { name = rule.name, bus = local.rules[key].bus } }
}
