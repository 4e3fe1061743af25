variable "name" {
  description = "Put before the name of everything, with a dash."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets for the cache's nodes, one per zone."
  type        = list(string)
}

variable "client_security_groups" {
  description = "Security groups that may connect, by who they are."
  type        = map(string)
}

variable "node_type" {
  description = "Size of each node, as cache.t4g.small."
  type        = string
}

variable "nodes" {
  description = "1, or more for a replica that takes over."
  type        = number
}
