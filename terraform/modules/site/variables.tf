variable "name" {
  description = "Prefix of every name. One site per account and region, because the Systems Manager documents have fixed names."
  type        = string
  default     = "pineapple"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 20 lower-case letters, digits or dashes, beginning with a letter and not ending with a dash."
  }
}

variable "domain" {
  description = "Host name of the website, for example labs.example.org."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain))
    error_message = "domain must be a lower-case host name such as labs.example.org, without https:// and without a path."
  }
}

variable "zone_id" {
  description = "Route 53 zone of the domain. With null you create the DNS record yourself."
  type        = string
  default     = null

  validation {
    condition     = var.zone_id == null || can(regex("^Z[A-Z0-9]{6,31}$", var.zone_id))
    error_message = "zone_id must be the id of a Route 53 zone such as Z0123456789ABC, or null."
  }
}

variable "certificate_arn" {
  description = "ARN of the domain's certificate in AWS Certificate Manager, in the site's region."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of a certificate in AWS Certificate Manager."
  }
}

variable "allowed_cidrs" {
  description = "IPv4 ranges that may reach the website."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.allowed_cidrs) > 0 && alltrue([for cidr in var.allowed_cidrs : can(cidrnetmask(cidr))])
    error_message = "allowed_cidrs must hold at least one IPv4 range such as 203.0.113.0/24."
  }
}

variable "release_bucket" {
  description = "S3 bucket of the release bundles."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.release_bucket))
    error_message = "release_bucket must be the name of an S3 bucket, without s3://."
  }
}

variable "release_manifest" {
  description = "Path of the release's manifest.json, written by `pnpm release`."
  type        = string

  validation {
    condition     = fileexists(var.release_manifest)
    error_message = "release_manifest names no file. Run `pnpm release` first."
  }

  validation {
    condition = !fileexists(var.release_manifest) || length(setsubtract(
      ["api", "host-agent", "apply-lab", "record-event", "sweep-labs", "node-linux-arm64", "node-linux-x64"],
      try([for bundle in jsondecode(file(var.release_manifest)).bundles : bundle.name if can(regex("^[0-9a-f]{64}$", bundle.sha256))], []),
    )) == 0
    error_message = "The release manifest lacks a bundle or its SHA-256. Run `pnpm release` again."
  }
}

variable "cidr" {
  description = "The VPC's IPv4 range, a private /16."
  type        = string
  default     = "10.64.0.0/16"

  validation {
    condition     = can(regex("^(10|172|192)\\.[0-9.]+/16$", var.cidr)) && can(cidrnetmask(var.cidr))
    error_message = "cidr must be a private /16 such as 10.64.0.0/16. 100.64.0.0/16 is reserved for the links of labs."
  }
}

variable "nat_per_zone" {
  description = "Whether each of the three zones has its own NAT gateway. With a single one, egress stops when it fails."
  type        = bool
}

variable "interface_endpoints" {
  description = "AWS services that are reached by an endpoint inside the VPC instead of through a NAT gateway."
  type        = set(string)

  validation {
    condition     = length(setsubtract(var.interface_endpoints, ["ssm", "ssmmessages", "ec2messages", "lambda", "events", "logs", "monitoring"])) == 0
    error_message = "interface_endpoints may hold ssm, ssmmessages, ec2messages, lambda, events, logs and monitoring. DynamoDB and S3 always have gateway endpoints."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the tables and the load balancer."
  type        = bool
  default     = true
}

variable "recovery_days" {
  description = "Days of point-in-time recovery of the tables, 1 to 35."
  type        = number
  default     = 35

  validation {
    condition     = var.recovery_days >= 1 && var.recovery_days <= 35 && floor(var.recovery_days) == var.recovery_days
    error_message = "recovery_days must be a whole number from 1 to 35."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the tables. With null, AWS's key for DynamoDB in this account."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a KMS key, or null."
  }
}

variable "bus_node_type" {
  description = "ElastiCache node type of each Valkey node."
  type        = string

  validation {
    condition     = startswith(var.bus_node_type, "cache.")
    error_message = "bus_node_type must be an ElastiCache node type such as cache.t4g.micro."
  }
}

variable "bus_nodes" {
  description = "Number of Valkey nodes, 1 to 3. With more than one, a replica in another zone takes over."
  type        = number

  validation {
    condition     = contains([1, 2, 3], var.bus_nodes)
    error_message = "bus_nodes must be 1, 2 or 3."
  }
}

variable "api_instance_type" {
  description = "EC2 instance type of the API, arm64."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.", var.api_instance_type))
    error_message = "api_instance_type must be an arm64 type. Its family ends with g, as in t4g.small or c7g.large."
  }
}

variable "api_instances" {
  description = "Minimum and maximum number of API instances."
  type        = object({ min = number, max = number })

  validation {
    condition     = var.api_instances.min >= 1 && var.api_instances.max >= var.api_instances.min && var.api_instances.max <= 100
    error_message = "api_instances must have a min of at least 1 and a max of at least min and at most 100."
  }
}

variable "host_architecture" {
  description = "Processor architecture of the hosts and of the labs' images."
  type        = string

  validation {
    condition     = contains(["arm64", "x64"], var.host_architecture)
    error_message = "host_architecture must be arm64 or x64."
  }
}

variable "host_instance_type" {
  description = "EC2 instance type of the hosts, of host_architecture."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.", var.host_instance_type)) == (var.host_architecture == "arm64")
    error_message = "host_instance_type must match host_architecture. Families that end with g, such as m7g, are arm64; others are x64."
  }
}

variable "hosts" {
  description = "Number of hosts."
  type        = number

  validation {
    condition     = var.hosts >= 1 && var.hosts <= 500 && floor(var.hosts) == var.hosts
    error_message = "hosts must be a whole number from 1 to 500."
  }
}

variable "docker_volume_gb" {
  description = "Size of each host's volume for images and containers, in GiB."
  type        = number

  validation {
    condition     = var.docker_volume_gb >= 20 && var.docker_volume_gb <= 16384
    error_message = "docker_volume_gb must be from 20 to 16384."
  }
}

variable "base_image" {
  description = "Reference of the Debian image that the catalogue is built on."
  type        = string
  default     = "public.ecr.aws/docker/library/debian:bookworm-slim"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9._:/-]+(@sha256:[0-9a-f]{64})?$", var.base_image))
    error_message = "base_image must be an image reference such as public.ecr.aws/docker/library/debian:bookworm-slim."
  }
}

variable "dns_servers" {
  description = "Name servers of containers with egress."
  type        = list(string)
  default     = ["1.1.1.1", "9.9.9.9"]

  validation {
    condition     = length(var.dns_servers) > 0 && alltrue([for server in var.dns_servers : can(cidrnetmask("${server}/32"))])
    error_message = "dns_servers must hold at least one IPv4 address."
  }
}

variable "container_limits" {
  description = "Limits of one container. One may ask for other memory and cpus within quotas. disk_gb is what it may write."
  type        = object({ memory_mb = number, cpus = number, pids = number, disk_gb = optional(number, 2) })
  default     = { memory_mb = 512, cpus = 1, pids = 256 }

  validation {
    condition     = var.container_limits.memory_mb >= 6 && var.container_limits.cpus >= 0.01 && var.container_limits.cpus <= 256 && var.container_limits.pids >= 2 && var.container_limits.disk_gb >= 1
    error_message = "container_limits must have at least 6 for memory_mb, 0.01 to 256 for cpus, at least 2 for pids and at least 1 for disk_gb."
  }
}

variable "quotas" {
  description = "Quotas of one user. Containers, networks and memory count over all labs of the user; memory is the sum of the memory limits of running containers. The last two are what one container may ask for."
  type = object({
    labs_per_user       = optional(number, 50)
    networks_per_lab    = optional(number, 100)
    containers_per_lab  = optional(number, 100)
    containers_per_user = optional(number, 200)
    networks_per_user   = optional(number, 200)
    memory_mb_per_user  = optional(number, 102400)

    memory_mb_per_container = optional(number, 2048)
    cpus_per_container      = optional(number, 4)
  })
  default = {}

  validation {
    condition     = var.quotas.labs_per_user >= 1 && var.quotas.labs_per_user <= 10000 && alltrue([for quota in [var.quotas.containers_per_user, var.quotas.networks_per_user] : quota >= 1 && quota <= 100000]) && var.quotas.memory_mb_per_user >= 6 && var.quotas.memory_mb_per_user <= 1000000000 && var.quotas.memory_mb_per_container >= 6 && var.quotas.memory_mb_per_container <= 1048576 && var.quotas.cpus_per_container >= 0.01 && var.quotas.cpus_per_container <= 256 && alltrue([for quota in [var.quotas.networks_per_lab, var.quotas.containers_per_lab] : quota >= 1 && quota <= 500])
    error_message = "quotas must be 1 to 10000 for labs_per_user, 1 to 500 for networks_per_lab and containers_per_lab, 1 to 100000 for containers_per_user and networks_per_user, 6 to 1000000000 for memory_mb_per_user, 6 to 1048576 for memory_mb_per_container and 0.01 to 256 for cpus_per_container."
  }
}

variable "sign_in_limits" {
  description = "How attempts to sign in are limited: sign-ups and wrong passwords from one address in ten minutes, wrong passwords for one account in an hour, how many of them cause no wait, and the longest wait in seconds. Browsers that an account knows are limited by the wait only."
  type = object({
    sign_ups_per_address  = optional(number, 600)
    failures_per_address  = optional(number, 600)
    failures_per_account  = optional(number, 200)
    free_failures         = optional(number, 5)
    longest_delay_seconds = optional(number, 900)
  })
  default = {}

  validation {
    condition     = alltrue([for limit in values(var.sign_in_limits) : limit >= 1 && limit <= 1000000]) && var.sign_in_limits.free_failures <= 1000 && var.sign_in_limits.longest_delay_seconds <= 86400
    error_message = "sign_in_limits must be 1 to 1000000, at most 1000 for free_failures and at most 86400 for longest_delay_seconds."
  }
}

variable "operators" {
  description = "Operators, who may see and drain hosts: the ids of their accounts, from the account page. A user name is bound, once, to the account that has it when the name is first listed. The first operator needs no setting: the API logs a code for it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.operators : can(regex("^[A-Za-z0-9._-]{3,32}$", name))])
    error_message = "operators must hold account ids such as usr_k3v8mq2xw7pa, or user names of 3 to 32 letters, digits, dots, dashes or underscores."
  }
}

variable "move_lost_labs_after_minutes" {
  description = "Minutes after which the labs of a dead host are recreated on other hosts. With null, their owners decide."
  type        = number
  default     = null

  validation {
    condition     = var.move_lost_labs_after_minutes == null || try(var.move_lost_labs_after_minutes >= 1 && var.move_lost_labs_after_minutes <= 10080, false)
    error_message = "move_lost_labs_after_minutes must be from 1 to 10080 (a week), or null."
  }
}

variable "containers_per_host" {
  description = "Maximum number of lab containers on a host."
  type        = number
  default     = 400

  validation {
    condition     = var.containers_per_host >= 1 && var.containers_per_host <= 10000
    error_message = "containers_per_host must be from 1 to 10000."
  }
}

variable "warm_containers_per_host" {
  description = "Maximum number of containers that wait on a host to be claimed by a lab, about 14 MB each. 0 turns warm starts off."
  type        = number
  default     = 24

  validation {
    condition     = var.warm_containers_per_host >= 0 && var.warm_containers_per_host <= 1000
    error_message = "warm_containers_per_host must be from 0 to 1000."
  }
}

variable "extra_images" {
  description = "Images offered in addition to the built-in ones."
  type        = list(object({ name = string, description = string, reference = string }))
  default     = []

  validation {
    condition     = alltrue([for image in var.extra_images : can(regex("^[a-z0-9][a-z0-9-]{0,62}$", image.name)) && can(regex("^[a-z0-9][A-Za-z0-9._:/@-]{0,254}$", image.reference)) && can(regex("^[^']{1,500}$", image.description))])
    error_message = "Each of extra_images needs a name in lower case, a description of at most 500 characters without an apostrophe, and a reference as python:3-slim."
  }
}

variable "registries" {
  description = "Where users may have images pulled from: registries, or parts of one such as docker.io/library."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for registry in var.registries : can(regex("^[a-z0-9.-]+(:[0-9]{1,5})?(/[a-z0-9._-]+)*$", registry))])
    error_message = "Each of registries is a host, with a path for a part of it, as ghcr.io or docker.io/library."
  }
}

variable "build_egress" {
  description = "Whether builds of users' Dockerfiles reach the internet, by the rules of networks with egress, to install packages."
  type        = bool
  default     = false
}

variable "git_sources" {
  description = "Below which addresses the page reads labs in git, such as https://github.com/example/. The site has no password for any."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for source in var.git_sources : can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", source))])
    error_message = "Each of git_sources is an address with https:// and without a password, as https://github.com/example/."
  }
}

variable "alarm_emails" {
  description = "Mail addresses that receive alarms. Each must confirm once."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", email))])
    error_message = "alarm_emails must be mail addresses."
  }
}

variable "log_days" {
  description = "Days for which logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_days)
    error_message = "log_days must be one that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731."
  }
}

variable "log_level" {
  description = "From which level on everything logs."
  type        = string
  default     = "info"

  validation {
    condition     = contains(["fatal", "error", "warn", "info", "debug", "trace", "silent"], var.log_level)
    error_message = "log_level must be fatal, error, warn, info, debug, trace or silent."
  }
}
