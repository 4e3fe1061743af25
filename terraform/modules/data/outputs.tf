output "table_names" {
  description = "The tables' names."
  value       = [for table in aws_dynamodb_table.this : table.name]
}
