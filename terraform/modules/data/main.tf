data "aws_caller_identity" "current" {}

locals {
  # Equals tableDefinitions in packages/store. A test compares.
  tables = {
    users    = { hash = "id", range = null, ttl = null, indexes = {} }
    sessions = { hash = "tokenHash", range = null, ttl = "expiresAt", indexes = { byUser = { hash = "userId", range = "createdAt", projection = "ALL" } } }
    api-tokens = {
      hash    = "tokenHash", range = null, ttl = "expiresAt"
      indexes = { byUser = { hash = "userId", range = "createdAt", projection = "ALL" } }
    }
    labs = {
      hash = "id", range = null, ttl = null
      indexes = {
        byOwner   = { hash = "ownerId", range = "createdAt", projection = "KEYS_ONLY" }
        byHost    = { hash = "hostId", range = null, projection = "KEYS_ONLY" }
        unsettled = { hash = "unsettled", range = "unsettledSince", projection = "KEYS_ONLY" }
      }
    }
    observations = { hash = "labId", range = "subjectId", ttl = null, indexes = {} }
    applies = {
      hash    = "labId", range = "applyId", ttl = "expiresAt"
      indexes = { byCommand = { hash = "commandId", range = null, projection = "KEYS_ONLY" } }
    }
    hosts  = { hash = "hostId", range = null, ttl = null, indexes = {} }
    images = { hash = "ownerId", range = "name", ttl = null, indexes = {} }
    snapshots = {
      hash    = "ownerId", range = "id", ttl = null
      indexes = { unfinished = { hash = "unfinished", range = "createdAt", projection = "KEYS_ONLY" } }
    }
    rate-limits = { hash = "key", range = null, ttl = "expire", indexes = {} }
  }

  key_attributes = {
    for name, table in local.tables : name => toset(compact(concat(
      [table.hash, table.range],
      flatten([for index in table.indexes : [index.hash, index.range]]),
    )))
  }
}

resource "aws_dynamodb_table" "this" {
  for_each                    = local.tables
  name                        = "${var.name}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hash
  range_key                   = each.value.range
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = local.key_attributes[each.key]
    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.hash
      range_key       = global_secondary_index.value.range
      projection_type = global_secondary_index.value.projection
    }
  }

  dynamic "ttl" {
    for_each = each.value.ttl == null ? [] : [each.value.ttl]
    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = var.recovery_days
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}

# Contents of labs' files that are binary or large. An object is named after its lab and its SHA-256 and never changes, so
# versions would only keep what was deleted.
resource "aws_s3_bucket" "files" {
  bucket        = "${var.name}-files-${data.aws_caller_identity.current.account_id}"
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket                  = aws_s3_bucket.files.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "files" {
  bucket = aws_s3_bucket.files.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "files" {
  bucket = aws_s3_bucket.files.id
  rule {
    id     = "unfinished-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "EncryptedConnectionsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.files.arn, "${aws_s3_bucket.files.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
  depends_on = [aws_s3_bucket_public_access_block.files]
}
