variable "name" {
  description = "Prefix of every name, followed by a dash."
  type        = string
}

variable "alarm_emails" {
  description = "Mail addresses that receive alarms. Each must confirm once."
  type        = set(string)
}

variable "function_names" {
  description = "Names of the functions, by purpose."
  type        = map(string)
}

variable "failure_queue_names" {
  description = "Queues that raise an alarm unless empty."
  type        = list(string)
}

variable "rules" {
  description = "EventBridge rules."
  type        = map(object({ name = string, bus = string }))
}

variable "table_names" {
  description = "The tables."
  type        = list(string)
}

variable "bus_nodes" {
  description = "The nodes of Valkey."
  type        = list(string)
}

variable "load_balancer" {
  description = "The load balancer's dimensions in CloudWatch."
  type        = object({ metric_name = string, target_group = string })
}

variable "host_group" {
  description = "The Auto Scaling group of the hosts."
  type        = string
}

variable "hosts" {
  description = "Number of hosts."
  type        = number
}
