locals {
  table = "arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.name}"

  # DynamoDB uses a key of the operator's with the caller's rights.
  table_key = var.kms_key_arn == null ? [] : [{
    Effect    = "Allow"
    Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
    Resource  = [var.kms_key_arn]
    Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${local.region}.amazonaws.com" } }
  }]

  # Exactly what the API's code calls. A test compares both ways.
  statements = [
    {
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
      resources = ["${local.table}-users", "${local.table}-sessions", "${local.table}-api-tokens"]
    },
    { actions = ["dynamodb:Query"], resources = ["${local.table}-sessions/index/byUser", "${local.table}-api-tokens/index/byUser"] },
    {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
      resources = ["${local.table}-labs"]
    },
    {
      actions   = ["dynamodb:Query"]
      resources = [for index in ["byHost", "byOwner", "unsettled"] : "${local.table}-labs/index/${index}"]
    },
    { actions = ["dynamodb:Query"], resources = ["${local.table}-observations"] },
    { actions = ["dynamodb:GetItem", "dynamodb:Query"], resources = ["${local.table}-applies"] },
    { actions = ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:UpdateItem"], resources = ["${local.table}-hosts"] },
    { actions = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:UpdateItem"], resources = ["${local.table}-rate-limits"] },
    { actions = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources = [for folder in ["labs", "contexts"] : "arn:${local.partition}:s3:::${var.files_bucket}/${folder}/*"] },
    { actions = ["s3:ListBucket"], resources = ["arn:${local.partition}:s3:::${var.files_bucket}"] },
    {
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      resources = ["${local.table}-images"]
    },
    {
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      resources = ["${local.table}-snapshots"]
    },
    { actions = ["lambda:InvokeFunction"], resources = ["arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-apply-lab"] },
  ]
}

resource "aws_iam_role" "this" {
  name = "${var.name}-api"
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
  name = "${var.name}-api"
  role = aws_iam_role.this.name
}

resource "aws_iam_role_policy" "this" {
  name = "work"
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      local.table_key,
      [for statement in local.statements : { Effect = "Allow", Action = statement.actions, Resource = statement.resources }],
      [
        {
          Effect   = "Allow"
          Action   = ["ssm:StartSession"]
          Resource = ["arn:${local.partition}:ssm:${local.region}:${local.account}:document/${var.stream_document}"]
        },
        # The sessions of this role. A session's id begins with the name of the role's session, which is the instance's id;
        # aws:userid has the role's id before it.
        {
          Effect = "Allow"
          Action = ["ssm:ResumeSession", "ssm:TerminateSession", "ssmmessages:OpenDataChannel"]
          Resource = [
            for own in ["$${aws:userid}", "i"] : "arn:${local.partition}:ssm:${local.region}:${local.account}:session/${own}-*"
          ]
        },
        # Hosts are recognised by their tag. Without the document check, a call that names no document would open a shell.
        {
          Effect = "Allow"
          Action = ["ssm:StartSession"]
          Resource = [
            "arn:${local.partition}:ec2:${local.region}:${local.account}:instance/*",
            "arn:${local.partition}:ssm:${local.region}:${local.account}:managed-instance/*",
          ]
          Condition = {
            StringEquals = { "ssm:resourceTag/pineapple-role" = "host" }
            BoolIfExists = { "ssm:SessionDocumentAccessCheck" = "true" }
          }
        },
        { Effect = "Allow", Action = ["elasticache:Connect"], Resource = var.bus.connect_arns },
        { Effect = "Allow", Action = ["s3:GetObject"], Resource = [for bundle in [var.release.runtime, var.release.bundle] : "arn:${local.partition}:s3:::${var.release.bucket}/${bundle.key}"] },
        { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${aws_cloudwatch_log_group.this.name}:*"] },
      ],
    )
  })
}
