output "table_names" {
  description = "The tables' names."
  value       = [for table in aws_dynamodb_table.this : table.name]
}

output "files_bucket" {
  description = "The bucket with the contents of labs' files that are binary or large."
  value       = aws_s3_bucket.files.bucket
}
