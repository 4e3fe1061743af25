variable "name" {
  description = "Prefix of every name, followed by a dash. Also the name of the EventBridge bus."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets that reach AWS's services."
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
  description = "Release bucket and each function's bundle in it."
  type = object({
    bucket    = string
    functions = map(object({ key = string, base64_sha256 = string }))
  })
}

variable "apply_document" {
  description = "Name of the SSM document that applies labs."
  type        = string
}

variable "save_document" {
  description = "Name of the SSM document that saves containers."
  type        = string
}

variable "build_document" {
  description = "Name of the SSM document that builds images."
  type        = string
}

variable "move_lost_labs_after_minutes" {
  description = "Minutes after which the labs of a dead host are recreated on other hosts. With null, their owners decide."
  type        = number
}

variable "extra_images" {
  description = "Images offered in addition to the built-in ones."
  type        = list(object({ name = string, description = string, reference = string }))
}

variable "host_group" {
  description = "Name of the Auto Scaling group of the hosts, whose hosts are drained before they end."
  type        = string
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
  description = "Lowest level that the functions log."
  type        = string
}

variable "files_bucket" {
  description = "The bucket with the contents of labs' files that are binary or large."
  type        = string
}
