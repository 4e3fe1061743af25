variable "name" {
  description = "Prefix of every name, followed by a dash."
  type        = string
}

variable "domain" {
  description = "Host name of the website."
  type        = string
}

variable "zone_id" {
  description = "Route 53 zone of the domain. With null you create the DNS record yourself."
  type        = string
}

variable "certificate_arn" {
  description = "ARN of the domain's certificate."
  type        = string
}

variable "allowed_cidrs" {
  description = "IPv4 ranges that may reach the website."
  type        = list(string)
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer."
  type        = list(string)
}

variable "private_subnet_ids" {
  description = "Subnets of the instances."
  type        = list(string)
}

variable "bus" {
  description = "Address of Valkey, the ARNs needed to connect, and its security group."
  type = object({
    url               = string
    cache_name        = string
    connect_arns      = list(string)
    security_group_id = string
  })
}

variable "release" {
  description = "Release bucket, and the keys and hashes of the runtime and the API in it."
  type = object({
    bucket  = string
    runtime = object({ key = string, sha256 = string })
    bundle  = object({ key = string, sha256 = string })
  })
}

variable "stream_document" {
  description = "Name of the SSM document that opens terminals."
  type        = string
}

variable "machine_image" {
  description = "AMI of Amazon Linux 2023 for arm64."
  type        = string
}

variable "instance_type" {
  description = "EC2 instance type, arm64, for example t4g.small."
  type        = string
}

variable "instances" {
  description = "Minimum and maximum number of instances."
  type        = object({ min = number, max = number })
}

variable "quotas" {
  description = "Quotas of one user, and what one container may ask for."
  type = object({
    labs_per_user       = number
    networks_per_lab    = number
    containers_per_lab  = number
    containers_per_user = number
    networks_per_user   = number
    memory_mb_per_user  = number

    memory_mb_per_container = number
    cpus_per_container      = number
  })
}

variable "container_memory_mb" {
  description = "The memory limit of a container that asks for none, in MB, as it counts for the quota."
  type        = number
}

variable "sign_in_limits" {
  description = "How attempts to sign in and to sign up are limited."
  type = object({
    sign_ups_per_address  = number
    failures_per_address  = number
    failures_per_account  = number
    free_failures         = number
    longest_delay_seconds = number
  })
}

variable "operators" {
  description = "Account ids of the operators, who may see and drain hosts, or user names that are bound to accounts once."
  type        = set(string)
}

variable "extra_images" {
  description = "Images offered in addition to the built-in ones."
  type        = list(object({ name = string, description = string, reference = string }))
}

variable "registries" {
  description = "Where users may have images pulled from: registries, or parts of one such as docker.io/library."
  type        = list(string)
}

variable "build_egress" {
  description = "Whether the hosts let builds of users' Dockerfiles reach the internet. The API only says so."
  type        = bool
}

variable "git_sources" {
  description = "Below which addresses the API reads labs in git."
  type        = list(string)
}

variable "deletion_protection" {
  description = "Whether the load balancer refuses to be deleted."
  type        = bool
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the tables; null for AWS's own."
  type        = string
}

variable "log_days" {
  description = "Days for which logs are kept."
  type        = number
}

variable "log_level" {
  description = "Lowest level that the API logs."
  type        = string
}

variable "files_bucket" {
  description = "The bucket with the contents of labs' files that are binary or large."
  type        = string
}
