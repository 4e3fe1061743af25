import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCommand } from '../command.ts';
import { ansibleInventory } from './ansible-inventory.ts';
import { connectionPlugin } from './connection-plugin.ts';
import { type InspectedLab, inspectedText } from './inspected-lab.ts';

const link = (name: string, network: string, ipv4Address: string | null) => ({
  ...{ name, network: { name: network }, macAddress: '12:34:56:10:20:30' },
  ...{ ipv4Address, ipv6Address: null },
});
const container = (id: string, name: string, image: string, interfaces: ReturnType<typeof link>[]) => ({
  ...{ id, name, image: { name: image }, readiness: { phase: 'READY', reason: null }, interfaces },
});
const network = (name: string) => ({ name, ipv4Subnet: null, ipv6Subnet: null, mtu: 1500 });
const lab: InspectedLab = {
  ...{ id: 'lab_1', name: 'first steps', revision: 3, networks: [network('a-b'), network('a_b')] },
  containers: [
    container('ctr_1', 'r1', 'router', [link('eth0', 'a-b', '10.0.1.1'), link('eth1', 'a_b', null)]),
    container('ctr_2', '1', 'host', []),
    container('ctr_3', 'on', 'host', []),
  ],
};

describe('readCommand', () => {
  it('reads how to show a lab', () => {
    expect(readCommand(['inspect', 'first steps', '--ansible', '-o', 'out'])).toEqual({
      ...{ name: 'inspect', lab: 'first steps', as: 'ansible', output: 'out' },
    });
    expect(readCommand(['inspect', 'a'])).toMatchObject({ as: 'text', output: null });
    expect(readCommand(['inspect', 'a', '--json'])).toMatchObject({ as: 'json' });
  });

  it.each([
    [['inspect'], 'Name the lab: inspect <lab>.'],
    [['inspect', 'a', 'b'], 'inspect does not take "b".'],
    [['inspect', 'a', '-o', 'x'], '--output is for inspect with --ansible.'],
  ])('refuses %j', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
  });
});

describe('inspectedText', () => {
  it('has a line for each interface, and for a container without', () => {
    expect(inspectedText(lab)).toBe(
      [
        'CONTAINER  IMAGE   PHASE  INTERFACE  NETWORK  ADDRESSES',
        'r1         router  READY  eth0       a-b      10.0.1.1',
        'r1         router  READY  eth1       a_b      -',
        '1          host    READY  -          -        -',
        'on         host    READY  -          -        -',
        '',
      ].join('\n'),
    );
  });
});

describe('ansibleInventory', () => {
  it('has a host for each container, and groups by image and by network', () => {
    const inventory: unknown = parse(ansibleInventory(lab, 'https://labs.example.org'), { version: '1.1' });
    expect(inventory).toMatchObject({
      all: {
        vars: {
          ansible_connection: 'pineapple',
          pineapple_lab: 'lab_1',
          pineapple_url: 'https://labs.example.org',
        },
        hosts: {
          r1: {
            pineapple_container: 'ctr_1',
            pineapple_interfaces: [
              { name: 'eth0', network: 'a-b', mac: '12:34:56:10:20:30', ipv4: '10.0.1.1' },
              { name: 'eth1' },
            ],
          },
          '1': { pineapple_container: 'ctr_2', pineapple_interfaces: [] },
          on: { pineapple_container: 'ctr_3' },
        },
        children: {
          image_router: { hosts: { r1: {} } },
          image_host: { hosts: { '1': {}, on: {} } },
          network_a_b: { hosts: { r1: {} } },
          network_a_b_2: { hosts: { r1: {} } },
        },
      },
    });
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What the plugin needs of Ansible, which need not be installed: its way to read options, and its errors. */
const ansible = {
  'ansible/__init__.py': '',
  'ansible/errors.py': `class AnsibleError(Exception): pass
class AnsibleConnectionFailure(AnsibleError): pass
class AnsibleFileNotFound(AnsibleError): pass
`,
  'ansible/plugins/__init__.py': '',
  'ansible/plugins/connection.py': `class ConnectionBase:
    def __init__(self, options): self._options = options
    def get_option(self, name): return self._options[name]
    def exec_command(self, cmd, in_data=None, sudoable=True): pass
    def put_file(self, in_path, out_path): pass
    def fetch_file(self, in_path, out_path): pass
`,
};

/** Runs a shell here in place of one in a container, and says how it was called. */
const standIn = `#!/bin/sh
echo "$PINEAPPLE_URL $*" >> "$0.calls"
if [ "$3" = lab_1/gone ]; then echo "pineapple: The container is stopped." >&2; exit 255; fi
exec /bin/sh
`;

describe.skipIf(!hasPython)('the connection plugin', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ansible-'));
    const files = { ...ansible, 'pineapple.py': connectionPlugin, 'stand-in': standIn };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await chmod(join(folder, 'stand-in'), 0o755);
  });

  afterAll(() => rm(folder, { recursive: true }));

  function python(program: string, container = 'ctr_1'): unknown {
    const options = { lab: 'lab_1', container, url: 'http://x:1', command: join(folder, 'stand-in') };
    const source = `import json, os, sys
from pineapple import Connection
connection = Connection(json.loads(sys.argv[1]))
def shown(result): return [result[0], result[1].decode(), result[2].decode()]
${program}`;
    const { stdout, stderr } = spawnSync('python3', ['-B', '-', JSON.stringify(options)], {
      cwd: folder,
      input: source,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  it('runs commands, with input too, and returns status, output and errors apart', async () => {
    const commands = [
      [`echo "it's"; echo bad >&2; exit 3`, null],
      ['cat; wc -c', 'no\x00text\n'.repeat(20_000)],
      ['cat', null],
      ['printf "%s\\n" "$1"\necho two lines', null],
    ];
    const program = `commands = json.loads(${JSON.stringify(JSON.stringify(commands))})
print(json.dumps([shown(connection.exec_command(cmd, data and data.encode())) for cmd, data in commands]))`;
    expect(python(program)).toEqual([
      [3, "it's\n", 'bad\n'],
      [0, `${'no\x00text\n'.repeat(20_000)}0\n`, ''],
      [0, '', ''],
      [0, '\ntwo lines\n', ''],
    ]);
    expect(await readFile(join(folder, 'stand-in.calls'), 'utf8')).toMatch(
      /^(http:\/\/x:1 exec --no-tty lab_1\/ctr_1\n)+$/,
    );
  });

  it('copies files both ways, byte for byte', () => {
    const program = `content = bytes(range(256)) * 1000
open("here", "wb").write(content)
connection.put_file("here", "it's there")
connection.fetch_file("it's there", "back")
open("empty", "wb").close()
connection.put_file("empty", "there empty")
print(json.dumps([open("back", "rb").read() == content, os.path.getsize("there empty")]))`;
    expect(python(program)).toEqual([true, 0]);
  });

  it('says why it could not copy or connect', () => {
    const failure = (call: string) => `from ansible.errors import AnsibleError
try: connection.${call}
except AnsibleError as error: print(json.dumps([type(error).__name__, str(error)]))`;
    expect(python(failure(`fetch_file("missing", "back")`))).toEqual([
      'AnsibleError',
      expect.stringMatching(/^missing can't be read: .*[Nn]o such file/),
    ]);
    expect(python(failure(`put_file("missing", "there")`))).toEqual([
      'AnsibleFileNotFound',
      'missing does not exist',
    ]);
    expect(python(failure(`exec_command("true")`), 'gone')).toEqual([
      'AnsibleConnectionFailure',
      'pineapple: The container is stopped.',
    ]);
  });
});
