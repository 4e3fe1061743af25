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
    hosts       = { hash = "hostId", range = null, ttl = null, indexes = {} }
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
