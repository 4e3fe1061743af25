resource "aws_iam_role" "this" {
  name = "${var.name}-host"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_instance_profile" "this" {
  name = "${var.name}-host"
  role = aws_iam_role.this.name
}

resource "aws_iam_role_policy" "this" {
  name = "work"
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Containers of untrusted users run here: a host may report on one bus, as itself, and has no access to tables. It
      # may read the contents of labs' files whose lab and SHA-256 it knows: it can't list them.
      # aws:userid is the role's id and the instance's, so record-event knows which host an event is from.
      {
        Effect    = "Allow"
        Action    = ["events:PutEvents"]
        Resource  = ["arn:${local.partition}:events:${local.region}:${local.account}:event-bus/${var.event_bus}"]
        Condition = { StringEquals = { "events:source" = "pineapple.host.$${aws:userid}" } }
      },
      { Effect = "Allow", Action = ["s3:GetObject"], Resource = [for folder in ["labs", "contexts"] : "arn:${local.partition}:s3:::${var.files_bucket}/${folder}/*"] },
      # What containers changed, for snapshots. A host can add contents, and replace none.
      {
        Effect    = "Allow"
        Action    = ["s3:PutObject"]
        Resource  = ["arn:${local.partition}:s3:::${var.files_bucket}/labs/*"]
        Condition = { Null = { "s3:if-none-match" = "false" } }
      },
      # The boot script says that the host is ready.
      { Effect = "Allow", Action = ["autoscaling:CompleteLifecycleAction"], Resource = ["arn:${local.partition}:autoscaling:${local.region}:${local.account}:autoScalingGroup:*:autoScalingGroupName/${local.group}"] },
      { Effect = "Allow", Action = ["s3:GetObject"], Resource = [for bundle in [var.release.runtimes[var.architecture], var.release.bundle] : "arn:${local.partition}:s3:::${var.release.bucket}/${bundle.key}"] },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${aws_cloudwatch_log_group.this.name}:*"] },
      # What Systems Manager's agent needs for commands and sessions. AWS's managed policy would also let the host
      # read every parameter of the account. These actions support no resources.
      {
        Effect = "Allow"
        Action = [
          "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage",
          "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply",
          "ssm:ListInstanceAssociations", "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
        ]
        Resource = ["*"]
      },
      { Effect = "Allow", Action = ["ssm:GetDocument"], Resource = [for document in [aws_ssm_document.apply.name, aws_ssm_document.build.name, aws_ssm_document.save.name, aws_ssm_document.streams.name] : "arn:${local.partition}:ssm:${local.region}:${local.account}:document/${document}"] },
    ]
  })
}
