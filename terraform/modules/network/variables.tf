variable "name" {
  description = "Prefix of every name, for example pineapple."
  type        = string
}

variable "cidr" {
  description = "The VPC's IPv4 range, a /16. Not from 100.64.0.0/10, which the hosts use for their own links."
  type        = string
}

variable "nat_per_zone" {
  description = "Whether each of the three zones has its own NAT gateway. With a single one, egress stops when it fails."
  type        = bool
}

variable "interface_endpoints" {
  description = "AWS services that are reached by an endpoint inside the VPC instead of through a NAT gateway, for example ssm."
  type        = set(string)
}

variable "release_bucket" {
  description = "Release bucket. Through the S3 endpoint the site's own roles reach only it and the files bucket."
  type        = string
}

variable "files_bucket" {
  description = "The bucket with the contents of labs' files that are binary or large."
  type        = string
}
