variable "name" {
  description = "Put before the name of everything, with a dash."
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
  description = "The bucket of the release, and in it the runtime of each architecture and the agent."
  type = object({
    bucket   = string
    runtimes = map(object({ key = string, sha256 = string }))
    bundle   = object({ key = string, sha256 = string })
  })
}

variable "architecture" {
  description = "Of the hosts' processors, and so of the labs' images: arm64 or x64."
  type        = string
}

variable "instance_type" {
  description = "A type of that architecture, as m7g.xlarge."
  type        = string
}

variable "hosts" {
  description = "How many hosts there are."
  type        = number
}

variable "docker_volume_gb" {
  description = "Size of the volume for images and containers, in GiB."
  type        = number
}

variable "base_image" {
  description = "Where the image that the catalogue is built on comes from."
  type        = string
}

variable "dns_servers" {
  description = "Name servers for containers with a way out. Not the VPC's own, which is out of their reach."
  type        = list(string)
}

variable "most_containers" {
  description = "How many containers of labs a host is to have at most."
  type        = number
}

variable "container_limits" {
  description = "What one container may use."
  type        = object({ memory_mb = number, cpus = number, pids = number })
}

variable "log_days" {
  description = "For how many days logs are kept."
  type        = number
}

variable "log_level" {
  description = "From which level on the agent logs."
  type        = string
}
