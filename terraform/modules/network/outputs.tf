output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "One public subnet per zone, for the load balancer."
  value       = [for subnet in aws_subnet.public : subnet.id]
  depends_on  = [aws_route.public, aws_route_table_association.public]
}

output "private_subnet_ids" {
  description = "One private subnet per zone, with outbound access only."
  value       = [for subnet in aws_subnet.private : subnet.id]

  # What starts in a subnet needs its way out at once.
  depends_on = [
    aws_route.private,
    aws_route_table_association.private,
    aws_route.public,
    aws_route_table_association.public,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.s3,
    aws_vpc_endpoint.interface,
    aws_vpc_security_group_ingress_rule.endpoints,
  ]
}
