output "apply_document" {
  description = "Name of the SSM document that applies labs."
  value       = aws_ssm_document.apply.name
}

output "save_document" {
  description = "Name of the SSM document that saves containers."
  value       = aws_ssm_document.save.name
}

output "build_document" {
  description = "Name of the SSM document that builds images."
  value       = aws_ssm_document.build.name
}

output "stream_document" {
  description = "Name of the SSM document that opens terminals."
  value       = aws_ssm_document.streams.name
}

output "autoscaling_group" {
  description = "Name of the Auto Scaling group of the hosts."
  value       = aws_autoscaling_group.this.name
}
