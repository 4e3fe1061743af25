locals {
  table          = "arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.name}"
  hosts          = ["arn:${local.partition}:ec2:${local.region}:${local.account}:instance/*", "arn:${local.partition}:ssm:${local.region}:${local.account}:managed-instance/*"]
  apply_lab      = "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-apply-lab"
  apply_document = "arn:${local.partition}:ssm:${local.region}:${local.account}:document/${var.apply_document}"
  save_document  = "arn:${local.partition}:ssm:${local.region}:${local.account}:document/${var.save_document}"
  build_document = "arn:${local.partition}:ssm:${local.region}:${local.account}:document/${var.build_document}"

  # A lab that is gone leaves no contents of files.
  file_removal = { actions = ["s3:DeleteObject"], resources = ["arn:${local.partition}:s3:::${var.files_bucket}/labs/*"] }
  file_list    = { actions = ["s3:ListBucket"], resources = ["arn:${local.partition}:s3:::${var.files_bucket}"] }
  # A user who is gone leaves no build contexts.
  context_removal = { actions = ["s3:DeleteObject"], resources = ["arn:${local.partition}:s3:::${var.files_bucket}/contexts/*"] }

  # DynamoDB uses a key of the operator's with the caller's rights.
  table_key = var.kms_key_arn == null ? [] : [{
    Effect    = "Allow"
    Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
    Resource  = [var.kms_key_arn]
    Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${local.region}.amazonaws.com" } }
  }]

  # One list per function: each action with the resource that the code uses it on. A test compares with the
  # code, both ways.
  statements = {
    apply-lab = [
      {
        actions   = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
        resources = ["${local.table}-labs"]
      },
      local.file_removal,
      local.file_list,
      { actions = ["dynamodb:Query"], resources = ["${local.table}-observations"] },
      { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = ["${local.table}-applies"] },
      { actions = ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:UpdateItem"], resources = ["${local.table}-hosts"] },
      { actions = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"], resources = ["${local.table}-images"] },
      { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = ["${local.table}-snapshots"] },
      { actions = ["ssm:SendCommand"], resources = [local.apply_document, local.build_document, local.save_document] },
      { actions = ["ssm:SendCommand"], resources = local.hosts, tagged_hosts = true },
      # IAM has no resource for this action or for GetCommandInvocation.
      { actions = ["ssm:DescribeInstanceInformation"], resources = ["*"] },
    ]
    record-event = [
      {
        actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]
        resources = ["${local.table}-labs"]
      },
      local.file_removal,
      local.file_list,
      { actions = ["dynamodb:Query"], resources = ["${local.table}-labs/index/byHost", "${local.table}-labs/index/unsettled"] },
      {
        actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
        resources = ["${local.table}-observations"]
      },
      { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = ["${local.table}-applies"] },
      { actions = ["dynamodb:Query"], resources = ["${local.table}-applies/index/byCommand"] },
      { actions = ["dynamodb:UpdateItem"], resources = ["${local.table}-hosts"] },
      { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = ["${local.table}-images"] },
      { actions = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"], resources = ["${local.table}-snapshots"] },
      { actions = ["lambda:InvokeFunction"], resources = [local.apply_lab] },
      { actions = ["ssm:GetCommandInvocation"], resources = ["*"] },
    ]
    sweep-labs = [
      {
        actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
        resources = ["${local.table}-labs"]
      },
      {
        actions   = ["dynamodb:Query"]
        resources = [for index in ["byHost", "byOwner", "unsettled"] : "${local.table}-labs/index/${index}"]
      },
      local.file_removal,
      local.context_removal,
      local.file_list,
      { actions = ["dynamodb:BatchWriteItem", "dynamodb:PutItem", "dynamodb:Query"], resources = ["${local.table}-observations"] },
      { actions = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"], resources = ["${local.table}-applies"] },
      { actions = ["dynamodb:Scan", "dynamodb:UpdateItem"], resources = ["${local.table}-hosts"] },
      # Data of deleted accounts.
      { actions = ["dynamodb:DeleteItem"], resources = ["${local.table}-sessions", "${local.table}-api-tokens"] },
      { actions = ["dynamodb:DeleteItem", "dynamodb:Query"], resources = ["${local.table}-images"] },
      { actions = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"], resources = ["${local.table}-snapshots"] },
      { actions = ["dynamodb:Query"], resources = ["${local.table}-snapshots/index/unfinished"] },
      { actions = ["s3:GetObject"], resources = ["arn:${local.partition}:s3:::${var.files_bucket}/labs/*"] },
      { actions = ["dynamodb:Query"], resources = ["${local.table}-sessions/index/byUser", "${local.table}-api-tokens/index/byUser"] },
      { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = ["${local.table}-users"] },
      { actions = ["lambda:InvokeFunction"], resources = [local.apply_lab] },
      { actions = ["ssm:GetCommandInvocation"], resources = ["*"] },
    ]
  }
}

resource "aws_iam_role" "this" {
  for_each = local.functions
  name     = "${var.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.functions
  name     = "work"
  role     = aws_iam_role.this[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      local.table_key,
      [for statement in local.statements[each.key] : merge(
        { Effect = "Allow", Action = statement.actions, Resource = statement.resources },
        try(statement.tagged_hosts, false) ? { Condition = { StringEquals = { "ssm:resourceTag/pineapple-role" = "host" } } } : {},
      )],
      [
        { Effect = "Allow", Action = ["elasticache:Connect"], Resource = var.bus.connect_arns },
        { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/lambda/${var.name}-${each.key}:*"] },
        { Effect = "Allow", Action = ["sqs:SendMessage"], Resource = ["arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-${each.key}-failures"] },
        # Lambda attaches the function to the VPC with these. IAM supports neither network interface nor subnet as resource.
        {
          Effect = "Allow"
          Action = [
            "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
            "ec2:UnassignPrivateIpAddresses",
          ]
          Resource = ["*"]
        },
        # The code itself may not use them to attach network interfaces.
        {
          Effect    = "Deny"
          Action    = ["ec2:*"]
          Resource  = ["*"]
          Condition = { ArnEquals = { "lambda:SourceFunctionArn" = ["arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}-${each.key}"] } }
        },
      ],
    )
  })
}
