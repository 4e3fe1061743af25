variable "name" {
  description = "Put before the name of everything, as pineapple."
  type        = string
}

variable "cidr" {
  description = "The VPC's addresses: a /16. Not from 100.64.0.0/10, where the hosts' own links live."
  type        = string
}

variable "nat_per_zone" {
  description = "A NAT gateway in each of the three zones; otherwise one, with which the way out falls."
  type        = bool
}

variable "interface_endpoints" {
  description = "Services reached by an endpoint inside the VPC rather than through a NAT gateway, as ssm."
  type        = set(string)
}

variable "release_bucket" {
  description = "The bucket that holds the release bundles; beside it only Amazon Linux's packages are reachable by the S3 endpoint."
  type        = string
}
