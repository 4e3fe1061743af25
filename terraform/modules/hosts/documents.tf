# Names, parameters and patterns are those of packages/contracts; a test compares.
resource "aws_ssm_document" "apply" {
  name            = "Pineapple-ApplyLab"
  document_type   = "Command"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "2.2"
    description   = "Makes a host match a desired lab of Pineapple Networks"
    parameters = {
      payload = {
        type           = "String"
        description    = "base64url of the gzipped desired lab"
        allowedPattern = "^[A-Za-z0-9_-]{1,60000}$"
      }
    }
    mainSteps = [{
      action = "aws:runShellScript"
      name   = "apply"
      inputs = {
        timeoutSeconds = "900"
        runCommand     = ["exec pineapple-host apply {{ payload }}"]
      }
    }]
  })
}

# As root, because the agent's sockets are root's. There is no free command: the one parameter is base64url.
resource "aws_ssm_document" "streams" {
  name            = "Pineapple-HostStreams"
  document_type   = "Session"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "1.0"
    description   = "Joins Pineapple Networks to the streams of a host: terminals, logs and stats"
    sessionType   = "InteractiveCommands"
    parameters = {
      payload = {
        type           = "String"
        description    = "base64url of who asks and what for; it grants nothing"
        allowedPattern = "^[A-Za-z0-9_-]{1,1000}$"
      }
    }
    properties = {
      linux = {
        commands      = "exec pineapple-host stream {{ payload }}"
        runAsElevated = true
      }
    }
  })
}
