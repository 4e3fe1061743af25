variable "name" {
  description = "Prefix of every name, followed by a dash."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets of the hosts."
  type        = list(string)
}

variable "event_bus" {
  description = "The EventBridge bus to report to."
  type        = string
}

variable "release" {
  description = "Release bucket, and the keys and hashes of each architecture's runtime and the agent in it."
  type = object({
    bucket   = string
    runtimes = map(object({ key = string, sha256 = string }))
    bundle   = object({ key = string, sha256 = string })
  })
}

variable "architecture" {
  description = "Processor architecture of the hosts and of the labs' images: arm64 or x64."
  type        = string
}

variable "machine_image" {
  description = "AMI of Amazon Linux 2023 for that architecture."
  type        = string
}

variable "instance_type" {
  description = "EC2 instance type of that architecture, for example m7g.xlarge."
  type        = string
}

variable "hosts" {
  description = "Number of hosts."
  type        = number
}

variable "docker_volume_gb" {
  description = "Size of the volume for images and containers, in GiB."
  type        = number
}

variable "base_image" {
  description = "Reference of the Debian image that the catalogue is built on."
  type        = string
}

variable "extra_images" {
  description = "References of the images that are offered in addition to the catalogue, pulled before a host takes labs."
  type        = list(string)
}

variable "dns_servers" {
  description = "Name servers of containers with egress. Not the VPC's own, which they cannot reach."
  type        = list(string)
}

variable "build_egress" {
  description = "Whether builds of users' Dockerfiles reach the internet, by the rules of networks with egress."
  type        = bool
}

variable "most_containers" {
  description = "Maximum number of lab containers on a host."
  type        = number
}

variable "warm_containers" {
  description = "Maximum number of containers that wait on a host to be claimed by a lab."
  type        = number
}

variable "container_limits" {
  description = "Limits of one container."
  type        = object({ memory_mb = number, cpus = number, pids = number, disk_gb = number })
}

variable "log_days" {
  description = "Days for which logs are kept."
  type        = number
}

variable "log_level" {
  description = "Lowest level that the agent logs."
  type        = string
}

variable "files_bucket" {
  description = "The bucket with the contents of labs' files that are binary or large."
  type        = string
}
