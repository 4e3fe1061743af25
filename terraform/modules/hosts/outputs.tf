output "apply_document" {
  description = "The SSM document through which labs go to hosts."
  value       = aws_ssm_document.apply.name
}

output "stream_document" {
  description = "The SSM document through which terminals are opened."
  value       = aws_ssm_document.streams.name
}

output "autoscaling_group" {
  description = "The group of the hosts."
  value       = aws_autoscaling_group.this.name
}
