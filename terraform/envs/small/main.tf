terraform {
  required_version = ">= 1.10"

  # Bucket, key and region come from a file; see docs/guides/deploy.md.
  backend "s3" {
    use_lockfile = true
  }

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.25, < 7.0"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { project = "pineapple-networks" }
  }
}

# For a class or a team: every part once. If its zone fails, the site is down until the zone returns or it is recreated.
module "site" {
  source           = "../../modules/site"
  domain           = var.domain
  certificate_arn  = var.certificate_arn
  zone_id          = var.zone_id
  release_bucket   = var.release_bucket
  release_manifest = var.release_manifest
  alarm_emails     = var.alarm_emails
  operators        = var.operators
  kms_key_arn      = var.kms_key_arn

  # The NAT gateway also reaches AWS's services. The labs need it anyway, and it costs less than the
  # endpoints.
  nat_per_zone        = false
  interface_endpoints = []

  bus_node_type       = "cache.t4g.micro"
  bus_nodes           = 1
  api_instance_type   = "t4g.small"
  api_instances       = { min = 1, max = 2 }
  host_architecture   = "arm64"
  host_instance_type  = "t4g.xlarge"
  hosts               = var.hosts
  docker_volume_gb    = 40
  deletion_protection = false
  recovery_days       = 7
  log_days            = 14
}
