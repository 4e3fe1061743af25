data "aws_region" "current" {}

# Not encrypted: CloudWatch may not use AWS's key for topics, and an alarm's text is not secret.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "mail" {
  for_each  = var.alarm_emails
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

locals {
  per_function = merge([for function in values(var.function_names) : {
    "${function}-errors"    = { namespace = "AWS/Lambda", metric = "Errors", dimensions = { FunctionName = function }, threshold = 5, text = "${function} fails. See its log group" }
    "${function}-throttles" = { namespace = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = function }, threshold = 0, text = "${function} is throttled. Raise the account's quota of concurrent executions" }
  }]...)

  per_queue = { for queue in var.failure_queue_names : queue => {
    namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = queue }, statistic = "Maximum", threshold = 0
    text      = "${queue} holds events that could not be processed"
  } }

  per_rule = { for key, rule in var.rules : "${rule.name}-failed" => {
    namespace  = "AWS/Events", metric = "FailedInvocations", threshold = 0
    dimensions = merge({ RuleName = rule.name }, rule.bus == "default" ? {} : { EventBusName = rule.bus })
    text       = "The rule ${rule.name} does not reach its function"
  } }

  per_table = merge([for table in var.table_names : {
    "${table}-throttled" = { namespace = "AWS/DynamoDB", metric = "ThrottledRequests", dimensions = { TableName = table }, threshold = 10, text = "${table} is throttled" }
  }]...)

  per_node = { for node in var.bus_nodes : "${node}-processor" => {
    namespace = "AWS/ElastiCache", metric = "EngineCPUUtilization", dimensions = { CacheClusterId = node }, statistic = "Average", threshold = 80
    text      = "${node} is near its limit. Choose a larger node"
  } }

  balancer = { LoadBalancer = var.load_balancer.metric_name }
  targets  = merge(local.balancer, { TargetGroup = var.load_balancer.target_group })
  site = {
    "${var.name}-api-errors"         = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", dimensions = local.targets, threshold = 10, text = "The API answers with errors" }
    "${var.name}-api-unreachable"    = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_ELB_5XX_Count", dimensions = local.balancer, threshold = 10, text = "The load balancer finds no healthy API instance" }
    "${var.name}-api-unhealthy"      = { namespace = "AWS/ApplicationELB", metric = "UnHealthyHostCount", dimensions = local.targets, statistic = "Maximum", threshold = 0, periods = 5, text = "An API instance is not ready" }
    "${var.name}-api-slow"           = { namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", dimensions = local.targets, statistic = "p95", threshold = 1, periods = 5, text = "The API takes more than a second to answer" }
    "${var.name}-hosts-missing"      = { namespace = "AWS/AutoScaling", metric = "GroupInServiceInstances", dimensions = { AutoScalingGroupName = var.host_group }, statistic = "Minimum", threshold = var.hosts, below = true, text = "Fewer hosts are in service than desired" }
    "${var.name}-hosts-full"         = { namespace = "AWS/EC2", metric = "CPUUtilization", dimensions = { AutoScalingGroupName = var.host_group }, statistic = "Average", threshold = 85, periods = 15, text = "The hosts are busy. Add one" }
    "${var.name}-sweep-has-not-come" = { namespace = "AWS/Lambda", metric = "Invocations", dimensions = { FunctionName = var.function_names["sweep-labs"] }, threshold = 1, below = true, periods = 5, silence_is_bad = true, text = "The sweep has not run, so lost applies are not repeated" }
  }

  alarms = { for name, alarm in merge(local.per_function, local.per_queue, local.per_rule, local.per_table, local.per_node, local.site) :
    name => merge({ statistic = "Sum", periods = 1, below = false, silence_is_bad = false }, alarm)
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.alarms
  alarm_name          = each.key
  alarm_description   = each.value.text
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  threshold           = each.value.threshold
  comparison_operator = each.value.below ? "LessThanThreshold" : "GreaterThanThreshold"
  period              = 60
  evaluation_periods  = each.value.periods
  treat_missing_data  = each.value.silence_is_bad ? "breaching" : "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

locals {
  region = data.aws_region.current.region
  widgets = [
    { title = "Requests and errors", metrics = [
      ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.load_balancer.metric_name, { stat = "Sum" }],
      ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", var.load_balancer.metric_name, { stat = "Sum" }],
    ] },
    { title = "Open connections", metrics = [["AWS/ApplicationELB", "ActiveConnectionCount", "LoadBalancer", var.load_balancer.metric_name, { stat = "Sum" }]] },
    { title = "Answer time, p50 and p95", metrics = [
      ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.load_balancer.metric_name, { stat = "p50" }],
      ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.load_balancer.metric_name, { stat = "p95" }],
    ] },
    { title = "Functions: duration, p95", metrics = [for function in values(var.function_names) : ["AWS/Lambda", "Duration", "FunctionName", function, { stat = "p95" }]] },
    { title = "Functions: errors", metrics = [for function in values(var.function_names) : ["AWS/Lambda", "Errors", "FunctionName", function, { stat = "Sum" }]] },
    { title = "Tables: write units", metrics = [for table in var.table_names : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", table, { stat = "Sum" }]] },
    { title = "Hosts: processor", metrics = [["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", var.host_group, { stat = "Average" }]] },
    { title = "Valkey: processor", metrics = [for node in var.bus_nodes : ["AWS/ElastiCache", "EngineCPUUtilization", "CacheClusterId", node, { stat = "Average" }]] },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : {
      type       = "metric"
      x          = (index % 2) * 12
      y          = floor(index / 2) * 6
      width      = 12
      height     = 6
      properties = merge(widget, { region = local.region, view = "timeSeries", period = 60 })
    }]
  })
}
