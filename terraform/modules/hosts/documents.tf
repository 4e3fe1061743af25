# Names, parameters and patterns equal those in packages/contracts and packages/host-link. A test compares.
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

resource "aws_ssm_document" "build" {
  name            = "Pineapple-BuildImage"
  document_type   = "Command"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "2.2"
    description   = "Has a host build an image of a user of Pineapple Networks"
    parameters = {
      payload = {
        type           = "String"
        description    = "base64url of the gzipped Dockerfile"
        allowedPattern = "^[A-Za-z0-9_-]{1,60000}$"
      }
    }
    mainSteps = [{
      action = "aws:runShellScript"
      name   = "build"
      inputs = {
        timeoutSeconds = "60"
        runCommand     = ["exec pineapple-host build {{ payload }}"]
      }
    }]
  })
}

resource "aws_ssm_document" "save" {
  name            = "Pineapple-SaveContents"
  document_type   = "Command"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "2.2"
    description   = "Has a host save what containers of a lab of Pineapple Networks changed"
    parameters = {
      payload = {
        type           = "String"
        description    = "base64url of the gzipped request"
        allowedPattern = "^[A-Za-z0-9_-]{1,60000}$"
      }
    }
    mainSteps = [{
      action = "aws:runShellScript"
      name   = "save"
      inputs = {
        timeoutSeconds = "60"
        runCommand     = ["exec pineapple-host save {{ payload }}"]
      }
    }]
  })
}

# Runs as root, because the agent's sockets belong to root. It takes no free command: the one parameter is base64url.
resource "aws_ssm_document" "streams" {
  name            = "Pineapple-HostStreams"
  document_type   = "Session"
  document_format = "JSON"
  content = jsonencode({
    schemaVersion = "1.0"
    description   = "Connects Pineapple Networks to the streams of a host: terminals, logs, statistics and captures"
    sessionType   = "InteractiveCommands"
    parameters = {
      payload = {
        type           = "String"
        description    = "base64url of the requester and the purpose; it grants nothing"
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
