variable "name" {
  description = "Put before the name of everything, with a dash; also the name of the EventBridge bus."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets with a way to AWS's services."
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
  description = "The bucket of the release and each function's bundle in it."
  type = object({
    bucket    = string
    functions = map(object({ key = string, base64_sha256 = string }))
  })
}

variable "apply_document" {
  description = "The SSM document through which labs go to hosts."
  type        = string
}

variable "move_lost_labs_after_minutes" {
  description = "How long a host is dead before its labs are made anew elsewhere; null leaves that to their owners."
  type        = number
}

variable "extra_images" {
  description = "Images offered beside the built-in ones."
  type        = list(object({ name = string, description = string, reference = string }))
}

variable "log_days" {
  description = "For how many days logs are kept."
  type        = number
}

variable "log_level" {
  description = "From which level on the functions log."
  type        = string
}
