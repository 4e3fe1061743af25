variable "name" {
  description = "Put before the name of everything, with a dash."
  type        = string
}

variable "domain" {
  description = "The host name people use."
  type        = string
}

variable "zone_id" {
  description = "The Route 53 zone of the domain; null leaves the DNS record to you."
  type        = string
}

variable "certificate_arn" {
  description = "The certificate for the domain."
  type        = string
}

variable "allowed_cidrs" {
  description = "From where the website may be reached."
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
  description = "Where Valkey is, who may connect, and its security group."
  type = object({
    url               = string
    cache_name        = string
    connect_arns      = list(string)
    security_group_id = string
  })
}

variable "release" {
  description = "The bucket of the release, and in it the runtime and the API."
  type = object({
    bucket  = string
    runtime = object({ key = string, sha256 = string })
    bundle  = object({ key = string, sha256 = string })
  })
}

variable "stream_document" {
  description = "The SSM document through which terminals are opened."
  type        = string
}

variable "instance_type" {
  description = "An arm64 type, as t4g.small."
  type        = string
}

variable "instances" {
  description = "How few and how many instances there may be."
  type        = object({ min = number, max = number })
}

variable "quotas" {
  description = "What one user may have."
  type        = object({ labs_per_user = number, networks_per_lab = number, containers_per_lab = number })
}

variable "operators" {
  description = "User names of those who may see and drain hosts."
  type        = set(string)
}

variable "extra_images" {
  description = "Images offered beside the built-in ones."
  type        = list(object({ name = string, description = string, reference = string }))
}

variable "deletion_protection" {
  description = "Whether the load balancer refuses to be deleted."
  type        = bool
}

variable "log_days" {
  description = "For how many days logs are kept."
  type        = number
}

variable "log_level" {
  description = "From which level on the API logs."
  type        = string
}
