# Runs Ansible's commands in the containers of a lab of Pineapple Networks, over `pineapple exec`.
# Written by `pineapple inspect <lab> --ansible -o <folder>`.

DOCUMENTATION = """
name: pineapple
short_description: Run tasks in the containers of a lab
description:
  - Runs commands and copies files through C(pineapple exec), with the token in the variable PINEAPPLE_TOKEN.
options:
  lab:
    description: The id or name of the lab.
    type: str
    required: true
    vars:
      - name: pineapple_lab
  container:
    description: The id or name of the container.
    type: str
    default: inventory_hostname
    vars:
      - name: inventory_hostname
      - name: pineapple_container
  url:
    description: The address of the website.
    type: str
    vars:
      - name: pineapple_url
  command:
    description: The command line, split as a shell does, such as C(node /opt/pineapple.mjs).
    type: str
    default: pineapple
    env:
      - name: PINEAPPLE_COMMAND
    vars:
      - name: pineapple_command
"""

import base64
import os
import shlex
import subprocess

from ansible.errors import AnsibleConnectionFailure, AnsibleError, AnsibleFileNotFound
from ansible.plugins.connection import ConnectionBase

# The status of `pineapple` itself, if it could not run the shell or lost it.
CONNECTION_FAILED = 255
# base64 has none of these in it.
END = "__END_OF_INPUT__"


class Connection(ConnectionBase):
    transport = "pineapple"
    has_pipelining = True

    def _connect(self):
        # Every command opens a connection of its own.
        self._connected = True
        return self

    def exec_command(self, cmd, in_data=None, sudoable=True):
        super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
        program = "/bin/sh -c " + shlex.quote(cmd)
        if in_data:
            return self._run(_with_input(program, in_data))
        return self._run(program + " < /dev/null\n")

    def put_file(self, in_path, out_path):
        super().put_file(in_path, out_path)
        try:
            with open(in_path, "rb") as file:
                content = file.read()
        except FileNotFoundError:
            raise AnsibleFileNotFound("%s does not exist" % in_path)
        status, _, errors = self._run(_with_input("cat > " + shlex.quote(out_path), content))
        if status != 0:
            raise AnsibleError("%s can't be written: %s" % (out_path, errors.decode(errors="replace").strip()))

    def fetch_file(self, in_path, out_path):
        super().fetch_file(in_path, out_path)
        status, content, errors = self._run("cat < " + shlex.quote(in_path) + "\n")
        if status != 0:
            raise AnsibleError("%s can't be read: %s" % (in_path, errors.decode(errors="replace").strip()))
        with open(out_path, "wb") as file:
            file.write(content)

    def close(self):
        self._connected = False

    def _run(self, script):
        """Has a shell in the container read the script. Returns its status, and its output and errors as bytes."""
        place = "%s/%s" % (self.get_option("lab"), self.get_option("container"))
        words = shlex.split(self.get_option("command")) + ["exec", "--no-tty", place]
        environment = dict(os.environ)
        if self.get_option("url"):
            environment["PINEAPPLE_URL"] = self.get_option("url")
        try:
            ran = subprocess.run(words, input=script.encode(), env=environment, capture_output=True)
        except OSError as error:
            raise AnsibleConnectionFailure(
                "%s can't be run: %s. Set pineapple_command to the command line." % (words[0], error.strerror)
            )
        if ran.returncode == CONNECTION_FAILED and b"pineapple: " in ran.stderr:
            raise AnsibleConnectionFailure(ran.stderr.decode(errors="replace").strip())
        return ran.returncode, ran.stdout, ran.stderr


def _with_input(program, content):
    """A script that gives a program bytes to read. Shells may read ahead, so the bytes are part of the script."""
    encoded = base64.encodebytes(content).decode()
    return "base64 -d << '%s' | %s\n%s%s\n" % (END, program, encoded, END)
