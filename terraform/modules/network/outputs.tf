output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "One subnet per zone with a way in from the internet, for the load balancer."
  value       = [for subnet in aws_subnet.public : subnet.id]
}

output "private_subnet_ids" {
  description = "One subnet per zone with a way out only."
  value       = [for subnet in aws_subnet.private : subnet.id]
}
