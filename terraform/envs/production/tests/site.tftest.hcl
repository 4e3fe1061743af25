# The whole site with a mock provider. site.test.ts checks the resulting state.
mock_provider "aws" {
  source = "../../testing/mocks"
}

run "site" {
  variables {
    region           = "eu-central-1"
    domain           = "labs.example.org"
    certificate_arn  = "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
    zone_id          = "Z0123456789ABC"
    release_bucket   = "example-releases"
    release_manifest = "../../testing/manifest.json"
    alarm_emails     = ["operator@example.org"]
    operators        = ["alice", "bob"]
    kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012"
  }

  assert {
    condition     = output.url == "https://labs.example.org"
    error_message = "The outputs have to name the site's address."
  }
}
