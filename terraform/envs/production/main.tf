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

# Every part is redundant: a zone may fail.
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

  # Commands, reports and logs stay inside the VPC, independent of the NAT gateways that labs may saturate.
  nat_per_zone        = true
  interface_endpoints = ["ssm", "ssmmessages", "ec2messages", "lambda", "events", "logs"]

  bus_node_type      = "cache.m7g.large"
  bus_nodes          = 2
  api_instance_type  = "c7g.large"
  api_instances      = { min = 3, max = 12 }
  host_architecture  = "arm64"
  host_instance_type = "m7g.2xlarge"
  hosts              = var.hosts
  docker_volume_gb   = 200

  move_lost_labs_after_minutes = 10
}
