variable "name" {
  description = "Prefix of every table name, followed by a dash."
  type        = string
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables, and S3 a bucket that has objects."
  type        = bool
}

variable "recovery_days" {
  description = "Days of point-in-time recovery of the tables, 1 to 35."
  type        = number
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the tables. With null, AWS's key for DynamoDB in this account."
  type        = string
  default     = null
}
