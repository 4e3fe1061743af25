terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.25, < 7.0"
    }
  }
}

# The current Amazon Linux when the site is first applied. Later releases of it change nothing by themselves, because a new
# image replaces every host, and with it what its labs hold. To take the current one:
# terraform apply -replace='module.site.terraform_data.machine_image["arm64"]'
data "aws_ssm_parameter" "machine_image" {
  for_each = toset(["arm64", var.host_architecture])
  name     = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${each.key == "arm64" ? "arm64" : "x86_64"}"
}

resource "terraform_data" "machine_image" {
  for_each = data.aws_ssm_parameter.machine_image
  input    = each.value.insecure_value

  lifecycle {
    ignore_changes = [input]
  }
}

locals {
  manifest = jsondecode(file(var.release_manifest))
  bundles  = { for bundle in local.manifest.bundles : bundle.name => bundle }
  bus = {
    url               = module.bus.url
    cache_name        = module.bus.cache_name
    connect_arns      = module.bus.connect_arns
    security_group_id = module.bus.security_group_id
  }
}

module "network" {
  source              = "../network"
  name                = var.name
  cidr                = var.cidr
  nat_per_zone        = var.nat_per_zone
  interface_endpoints = var.interface_endpoints
  release_bucket      = var.release_bucket
  files_bucket        = module.data.files_bucket
}

module "data" {
  source              = "../data"
  name                = var.name
  deletion_protection = var.deletion_protection
  recovery_days       = var.recovery_days
  kms_key_arn         = var.kms_key_arn
}

module "bus" {
  source                 = "../bus"
  name                   = var.name
  vpc_id                 = module.network.vpc_id
  subnet_ids             = module.network.private_subnet_ids
  node_type              = var.bus_node_type
  nodes                  = var.bus_nodes
  client_security_groups = { api = module.api.security_group_id, functions = module.functions.security_group_id }
}

module "functions" {
  source         = "../functions"
  name           = var.name
  vpc_id         = module.network.vpc_id
  subnet_ids     = module.network.private_subnet_ids
  bus            = local.bus
  apply_document = module.hosts.apply_document
  build_document = module.hosts.build_document
  save_document  = module.hosts.save_document
  host_group     = "${var.name}-hosts"
  files_bucket   = module.data.files_bucket
  kms_key_arn    = var.kms_key_arn

  move_lost_labs_after_minutes = var.move_lost_labs_after_minutes
  extra_images                 = var.extra_images
  log_days                     = var.log_days
  log_level                    = var.log_level
  release = {
    bucket = var.release_bucket
    functions = {
      for name in ["apply-lab", "record-event", "sweep-labs"] :
      name => { key = local.bundles[name].key, base64_sha256 = local.bundles[name].base64Sha256 }
    }
  }
}

module "api" {
  source              = "../api"
  name                = var.name
  domain              = var.domain
  zone_id             = var.zone_id
  certificate_arn     = var.certificate_arn
  allowed_cidrs       = var.allowed_cidrs
  vpc_id              = module.network.vpc_id
  public_subnet_ids   = module.network.public_subnet_ids
  private_subnet_ids  = module.network.private_subnet_ids
  bus                 = local.bus
  stream_document     = module.hosts.stream_document
  files_bucket        = module.data.files_bucket
  kms_key_arn         = var.kms_key_arn
  machine_image       = terraform_data.machine_image["arm64"].output
  instance_type       = var.api_instance_type
  instances           = var.api_instances
  quotas              = var.quotas
  container_memory_mb = var.container_limits.memory_mb
  operators           = var.operators
  sign_in_limits      = var.sign_in_limits
  extra_images        = var.extra_images
  registries          = var.registries
  build_egress        = var.build_egress
  git_sources         = var.git_sources
  deletion_protection = var.deletion_protection
  log_days            = var.log_days
  log_level           = var.log_level
  release             = { bucket = var.release_bucket, runtime = local.bundles["node-linux-arm64"], bundle = local.bundles["api"] }
}

module "hosts" {
  source           = "../hosts"
  name             = var.name
  vpc_id           = module.network.vpc_id
  subnet_ids       = module.network.private_subnet_ids
  event_bus        = module.functions.event_bus
  files_bucket     = module.data.files_bucket
  architecture     = var.host_architecture
  machine_image    = terraform_data.machine_image[var.host_architecture].output
  extra_images     = [for image in var.extra_images : image.reference]
  instance_type    = var.host_instance_type
  hosts            = var.hosts
  docker_volume_gb = var.docker_volume_gb
  base_image       = var.base_image
  dns_servers      = var.dns_servers
  build_egress     = var.build_egress
  container_limits = var.container_limits
  most_containers  = var.containers_per_host
  warm_containers  = var.warm_containers_per_host
  log_days         = var.log_days
  log_level        = var.log_level
  release = {
    bucket   = var.release_bucket
    runtimes = { arm64 = local.bundles["node-linux-arm64"], x64 = local.bundles["node-linux-x64"] }
    bundle   = local.bundles["host-agent"]
  }
}

module "observability" {
  source              = "../observability"
  name                = var.name
  alarm_emails        = var.alarm_emails
  function_names      = module.functions.function_names
  failure_queue_names = module.functions.failure_queue_names
  rules               = module.functions.rules
  table_names         = module.data.table_names
  bus_nodes           = module.bus.node_names
  load_balancer       = module.api.load_balancer
  host_group          = module.hosts.autoscaling_group
  hosts               = var.hosts
}
