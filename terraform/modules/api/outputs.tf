output "security_group_id" {
  description = "The instances' security group."
  value       = aws_security_group.instances.id
}

output "load_balancer" {
  description = "The load balancer: DNS name and zone, and its dimensions in CloudWatch."
  value = {
    dns_name     = aws_lb.this.dns_name
    zone_id      = aws_lb.this.zone_id
    metric_name  = aws_lb.this.arn_suffix
    target_group = aws_lb_target_group.this.arn_suffix
  }
}

output "autoscaling_group" {
  description = "Name of the Auto Scaling group of the instances."
  value       = aws_autoscaling_group.this.name
}
