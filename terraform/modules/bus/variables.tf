variable "name" {
  description = "Prefix of every name, followed by a dash."
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
  description = "Security groups that may connect, by client."
  type        = map(string)
}

variable "node_type" {
  description = "ElastiCache node type, for example cache.t4g.small."
  type        = string
}

variable "nodes" {
  description = "Number of nodes. With more than one, a replica takes over."
  type        = number
}
