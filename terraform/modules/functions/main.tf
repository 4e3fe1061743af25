data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  account   = data.aws_caller_identity.current.account_id

  functions = {
    apply-lab    = "Sends a desired lab to its host"
    record-event = "Records what hosts and Systems Manager report"
    sweep-labs   = "Repeats lost applies and detects dead hosts"
  }
}

resource "aws_security_group" "this" {
  name_prefix = "${var.name}-functions-"
  description = "Functions: nothing in, AWS and Valkey out"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.name}-functions" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "AWS services"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "bus" {
  security_group_id            = aws_security_group.this.id
  description                  = "Valkey"
  referenced_security_group_id = var.bus.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = local.functions
  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_days
}

# Events that failed for good end here with the reason, and raise an alarm.
resource "aws_sqs_queue" "failures" {
  for_each                  = local.functions
  name                      = "${var.name}-${each.key}-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function" "this" {
  for_each         = local.functions
  function_name    = "${var.name}-${each.key}"
  description      = each.value
  role             = aws_iam_role.this[each.key].arn
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  s3_bucket        = var.release.bucket
  s3_key           = var.release.functions[each.key].key
  source_code_hash = var.release.functions[each.key].base64_sha256
  memory_size      = 512
  # Callers wait for 65 s, and an apply counts as never sent after 45 s. A test compares.
  timeout = each.key == "apply-lab" ? 40 : 60

  environment {
    variables = merge(var.move_lost_labs_after_minutes == null ? {} : { PINEAPPLE_MOVE_LOST_LABS_AFTER_MINUTES = var.move_lost_labs_after_minutes }, {
      PINEAPPLE_TABLE_PREFIX    = "${var.name}-"
      PINEAPPLE_FUNCTION_PREFIX = "${var.name}-"
      PINEAPPLE_EVENT_BUS       = aws_cloudwatch_event_bus.this.name
      PINEAPPLE_FILES_BUCKET    = var.files_bucket
      PINEAPPLE_BUS_URL         = var.bus.url
      PINEAPPLE_BUS_IAM_CACHE   = var.bus.cache_name
      PINEAPPLE_IMAGES          = jsonencode(var.extra_images)
      PINEAPPLE_LOG_LEVEL       = var.log_level
    })
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  tracing_config {
    mode = "PassThrough"
  }

  # Without the permission to write, the first log lines would be lost.
  depends_on = [aws_iam_role_policy.this, aws_cloudwatch_log_group.this]
}

resource "aws_lambda_function_event_invoke_config" "this" {
  for_each                     = local.functions
  function_name                = aws_lambda_function.this[each.key].function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 900

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failures[each.key].arn
    }
  }
}
