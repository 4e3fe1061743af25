resource "aws_cloudwatch_event_bus" "this" {
  name = var.name
}

locals {
  rules = {
    host-events = {
      description = "Reports of the host agents"
      bus         = aws_cloudwatch_event_bus.this.name
      function    = "record-event"
      schedule    = null
      pattern     = jsonencode({ source = [{ prefix = "pineapple.host." }] })
    }
    command-events = {
      description = "Status changes of commands to hosts"
      bus         = "default"
      function    = "record-event"
      schedule    = null
      pattern = jsonencode({
        source      = ["aws.ssm"]
        detail-type = ["EC2 Command Invocation Status-change Notification"]
        detail      = { document-name = [var.apply_document] }
      })
    }
    ending-hosts = {
      description = "Hosts that are about to be terminated"
      bus         = "default"
      function    = "record-event"
      schedule    = null
      pattern = jsonencode({
        source      = ["aws.autoscaling"]
        detail-type = ["EC2 Instance-terminate Lifecycle Action"]
        detail      = { AutoScalingGroupName = [var.host_group] }
      })
    }
    sweep = {
      description = "Starts the sweep"
      bus         = "default"
      function    = "sweep-labs"
      schedule    = "rate(1 minute)"
      pattern     = null
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each            = local.rules
  name                = "${var.name}-${each.key}"
  description         = each.value.description
  event_bus_name      = each.value.bus
  event_pattern       = each.value.pattern
  schedule_expression = each.value.schedule
}

resource "aws_sqs_queue" "undelivered" {
  name                      = "${var.name}-undelivered-events"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "undelivered" {
  queue_url = aws_sqs_queue.undelivered.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.undelivered.arn
      Condition = { ArnEquals = { "aws:SourceArn" = [for rule in aws_cloudwatch_event_rule.this : rule.arn] } }
    }]
  })
}

resource "aws_cloudwatch_event_target" "this" {
  for_each       = local.rules
  rule           = aws_cloudwatch_event_rule.this[each.key].name
  event_bus_name = each.value.bus
  target_id      = "function"
  arn            = aws_lambda_function.this[each.value.function].arn

  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }

  retry_policy {
    # A late sweep would only overlap the next one.
    maximum_event_age_in_seconds = each.key == "sweep" ? 60 : 3600
    maximum_retry_attempts       = each.key == "sweep" ? 0 : 20
  }
}

resource "aws_lambda_permission" "rules" {
  for_each      = local.rules
  statement_id  = each.key
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.value.function].function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.this[each.key].arn
}
