variable "region" {
  description = "The AWS region."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the name of an AWS region, as eu-central-1."
  }
}

variable "domain" {
  description = "The host name people use, as labs.example.org."
  type        = string
}

variable "certificate_arn" {
  description = "The certificate for the domain in AWS Certificate Manager, in the same region."
  type        = string
}

variable "zone_id" {
  description = "The Route 53 zone of the domain; null leaves the DNS record to you."
  type        = string
  default     = null
}

variable "release_bucket" {
  description = "The bucket with the release bundles."
  type        = string
}

variable "release_manifest" {
  description = "Path of the release's manifest.json, which `pnpm release` writes."
  type        = string
  default     = "../../../dist/release/manifest.json"
}

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
  default     = []
}

variable "operators" {
  description = "User names of those who may see and drain hosts."
  type        = set(string)
  default     = []
}

variable "hosts" {
  description = "How many hosts there are."
  type        = number
  default     = 1
}
