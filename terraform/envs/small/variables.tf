variable "region" {
  description = "The AWS region."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be an AWS region such as eu-central-1."
  }
}

variable "domain" {
  description = "Host name of the website, for example labs.example.org."
  type        = string
}

variable "certificate_arn" {
  description = "ARN of the domain's certificate in AWS Certificate Manager, in the same region."
  type        = string
}

variable "zone_id" {
  description = "Route 53 zone of the domain. With null you create the DNS record yourself."
  type        = string
  default     = null
}

variable "release_bucket" {
  description = "S3 bucket of the release bundles."
  type        = string
}

variable "release_manifest" {
  description = "Path of the release's manifest.json, written by `pnpm release`."
  type        = string
  default     = "../../../dist/release/manifest.json"
}

variable "alarm_emails" {
  description = "Mail addresses that receive alarms."
  type        = set(string)
  default     = []
}

variable "operators" {
  description = "Account ids of the operators, who may see and drain hosts."
  type        = set(string)
  default     = []
}

variable "hosts" {
  description = "Number of hosts."
  type        = number
  default     = 1
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the tables. With null, AWS's key for DynamoDB in this account."
  type        = string
  default     = null
}
