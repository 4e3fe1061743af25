variable "name" {
  description = "Put before the name of everything, with a dash."
  type        = string
}

variable "alarm_emails" {
  description = "Who is told of alarms; each has to confirm by mail once."
  type        = set(string)
}

variable "function_names" {
  description = "The functions' names, by what they do."
  type        = map(string)
}

variable "failure_queue_names" {
  description = "Queues that should be empty."
  type        = list(string)
}

variable "rules" {
  description = "The rules of EventBridge."
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
  description = "How CloudWatch calls the load balancer and its targets."
  type        = object({ metric_name = string, target_group = string })
}

variable "host_group" {
  description = "The Auto Scaling group of the hosts."
  type        = string
}

variable "hosts" {
  description = "How many hosts there are to be."
  type        = number
}
