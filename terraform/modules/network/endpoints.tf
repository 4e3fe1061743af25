data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  own_account_only = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
  # Labs with egress share the route tables of the gateway endpoints, with the credentials of their users or with none. They
  # may go where they like; only the site's own roles are bound to what they need.
  for_labs_too = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  own_roles    = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.current.account_id } }
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${local.region}.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.for_labs_too, [{
      Effect      = "Deny"
      Principal   = "*"
      Action      = "*"
      NotResource = "arn:${data.aws_partition.current.partition}:dynamodb:${local.region}:${data.aws_caller_identity.current.account_id}:table/${var.name}-*"
      Condition   = local.own_roles
    }])
  })
  tags = { Name = "${var.name}-dynamodb" }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.private : table.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(local.for_labs_too, [{
      Effect      = "Deny"
      Principal   = "*"
      Action      = "*"
      NotResource = [for thing in ["${var.release_bucket}/*", var.files_bucket, "${var.files_bucket}/*"] : "arn:${data.aws_partition.current.partition}:s3:::${thing}"]
      Condition   = local.own_roles
    }])
  })
  tags = { Name = "${var.name}-s3" }
}

resource "aws_security_group" "endpoints" {
  name_prefix = "${var.name}-endpoints-"
  description = "HTTPS from inside the VPC to the endpoints of AWS services"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "${var.name}-endpoints" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from the VPC"
  cidr_ipv4         = var.cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = var.interface_endpoints
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  policy              = local.own_account_only
  tags                = { Name = "${var.name}-${each.key}" }
}
