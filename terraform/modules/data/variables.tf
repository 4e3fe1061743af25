variable "name" {
  description = "Put before the name of each table, with a dash."
  type        = string
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables."
  type        = bool
}

variable "recovery_days" {
  description = "How many days back a table can be restored to any second."
  type        = number
}

variable "kms_key_arn" {
  description = "Key that encrypts the tables; null takes DynamoDB's key in this account."
  type        = string
  default     = null
}
