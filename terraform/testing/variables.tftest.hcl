# Each wrong variable stops the plan with its own message. terraform.test.ts runs this beside a copy of the site's
# variables.tf only: without the resources it takes seconds and not minutes.

variables {
  domain              = "labs.example.org"
  certificate_arn     = "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  release_bucket      = "example-releases"
  release_manifest    = "./manifest.json"
  nat_per_zone        = false
  interface_endpoints = []
  bus_node_type       = "cache.t4g.micro"
  bus_nodes           = 1
  api_instance_type   = "t4g.small"
  api_instances       = { min = 1, max = 2 }
  host_architecture   = "arm64"
  host_instance_type  = "t4g.xlarge"
  hosts               = 1
  docker_volume_gb    = 40
}

run "takes_what_is_right" {
  command = plan
}

run "refuses_name" {
  command = plan

  variables {
    name = "Pine apple"
  }

  expect_failures = [var.name]
}

run "refuses_domain" {
  command = plan

  variables {
    domain = "https://labs.example.org"
  }

  expect_failures = [var.domain]
}

run "refuses_zone_id" {
  command = plan

  variables {
    zone_id = "example.org"
  }

  expect_failures = [var.zone_id]
}

run "refuses_certificate_arn" {
  command = plan

  variables {
    certificate_arn = "my-certificate"
  }

  expect_failures = [var.certificate_arn]
}

run "refuses_allowed_cidrs" {
  command = plan

  variables {
    allowed_cidrs = ["everybody"]
  }

  expect_failures = [var.allowed_cidrs]
}

run "refuses_release_bucket" {
  command = plan

  variables {
    release_bucket = "s3://releases"
  }

  expect_failures = [var.release_bucket]
}

run "refuses_cidr" {
  command = plan

  variables {
    cidr = "100.64.0.0/16"
  }

  expect_failures = [var.cidr]
}

run "refuses_interface_endpoints" {
  command = plan

  variables {
    interface_endpoints = ["dynamodb"]
  }

  expect_failures = [var.interface_endpoints]
}

run "refuses_recovery_days" {
  command = plan

  variables {
    recovery_days = 36
  }

  expect_failures = [var.recovery_days]
}

run "refuses_kms_key_arn" {
  command = plan

  variables {
    kms_key_arn = "my-key"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_bus_node_type" {
  command = plan

  variables {
    bus_node_type = "t4g.micro"
  }

  expect_failures = [var.bus_node_type]
}

run "refuses_bus_nodes" {
  command = plan

  variables {
    bus_nodes = 4
  }

  expect_failures = [var.bus_nodes]
}

run "refuses_api_instance_type" {
  command = plan

  variables {
    api_instance_type = "t3.small"
  }

  expect_failures = [var.api_instance_type]
}

run "refuses_api_instances" {
  command = plan

  variables {
    api_instances = { min = 3, max = 2 }
  }

  expect_failures = [var.api_instances]
}

run "refuses_host_architecture" {
  command = plan

  variables {
    host_architecture = "amd64"
  }

  expect_failures = [var.host_architecture]
}

run "refuses_host_instance_type" {
  command = plan

  variables {
    host_instance_type = "m7i.xlarge"
  }

  expect_failures = [var.host_instance_type]
}

run "refuses_hosts" {
  command = plan

  variables {
    hosts = 0
  }

  expect_failures = [var.hosts]
}

run "refuses_docker_volume_gb" {
  command = plan

  variables {
    docker_volume_gb = 8
  }

  expect_failures = [var.docker_volume_gb]
}

run "refuses_base_image" {
  command = plan

  variables {
    base_image = "--rm"
  }

  expect_failures = [var.base_image]
}

run "refuses_dns_servers" {
  command = plan

  variables {
    dns_servers = ["dns.example.org"]
  }

  expect_failures = [var.dns_servers]
}

run "refuses_container_limits" {
  command = plan

  variables {
    container_limits = { memory_mb = 1, cpus = 1, pids = 256 }
  }

  expect_failures = [var.container_limits]
}

run "refuses_quotas" {
  command = plan

  variables {
    quotas = { labs_per_user = 0, networks_per_lab = 100, containers_per_lab = 100 }
  }

  expect_failures = [var.quotas]
}

run "refuses_extra_images" {
  command = plan

  variables {
    extra_images = [{ name = "Python", description = "x", reference = "python:3" }]
  }

  expect_failures = [var.extra_images]
}

run "refuses_registries" {
  command = plan

  variables {
    registries = ["https://ghcr.io"]
  }

  expect_failures = [var.registries]
}

run "refuses_git_sources" {
  command = plan

  variables {
    git_sources = ["https://ada:secret@git.example.org/"]
  }

  expect_failures = [var.git_sources]
}

run "refuses_alarm_emails" {
  command = plan

  variables {
    alarm_emails = ["operator"]
  }

  expect_failures = [var.alarm_emails]
}

run "refuses_log_days" {
  command = plan

  variables {
    log_days = 10
  }

  expect_failures = [var.log_days]
}

run "refuses_log_level" {
  command = plan

  variables {
    log_level = "loud"
  }

  expect_failures = [var.log_level]
}

run "refuses_a_manifest_that_is_not_there" {
  command = plan

  variables {
    release_manifest = "./nothing.json"
  }

  expect_failures = [var.release_manifest]
}

run "refuses_sign_in_limits" {
  command = plan

  variables {
    sign_in_limits = { free_failures = 0 }
  }

  expect_failures = [var.sign_in_limits]
}

run "refuses_operators" {
  command = plan

  variables {
    operators = ["Alice Smith"]
  }

  expect_failures = [var.operators]
}

run "refuses_move_lost_labs_after_minutes" {
  command = plan

  variables {
    move_lost_labs_after_minutes = 0
  }

  expect_failures = [var.move_lost_labs_after_minutes]
}

run "refuses_containers_per_host" {
  command = plan

  variables {
    containers_per_host = 0
  }

  expect_failures = [var.containers_per_host]
}

run "refuses_warm_containers_per_host" {
  command = plan

  variables {
    warm_containers_per_host = -1
  }

  expect_failures = [var.warm_containers_per_host]
}

run "refuses_a_manifest_without_the_bundles" {
  command = plan

  variables {
    release_manifest = "./variables.tf"
  }

  expect_failures = [var.release_manifest]
}
