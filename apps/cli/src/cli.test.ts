import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from './command.ts';
import { DetachKeys } from './terminal/detach-keys.ts';
import { findContainer, labsText } from './labs.ts';

const container = (id: string, name: string) => ({ id, name, readiness: { phase: 'READY' } });
const labs = [
  {
    id: 'lab_1',
    name: 'first steps',
    revision: 1,
    networks: [{ id: 'net_1', name: 'lan' }],
    containers: [container('ctr_1', 'alpha'), container('ctr_2', 'www')],
  },
  { id: 'lab_2', revision: 1, name: 'a/b', networks: [], containers: [] },
  { id: 'lab_3', revision: 1, name: 'twin', networks: [], containers: [] },
  { id: 'lab_4', revision: 1, name: 'twin', networks: [], containers: [] },
];

describe('readCommand', () => {
  it('reads a command with its options', () => {
    expect(readCommand(['exec', 'first steps/alpha', '--view', '--terminal', '2'])).toEqual({
      name: 'exec',
      place: { lab: 'first steps', container: 'alpha' },
      terminal: '2',
      view: true,
      tty: true,
    });
    expect(readCommand(['exec', 'a/b'])).toMatchObject({ terminal: null, tty: null });
    expect(readCommand(['exec', 'a/b', '--no-tty'])).toMatchObject({ tty: false });
    expect(readCommand(['exec', 'a/b', '--tty'])).toMatchObject({ tty: true });
    expect(readCommand(['logs', '-f', 'a/b/c', '--tail', '0'])).toEqual({
      name: 'logs',
      place: { lab: 'a/b', container: 'c' },
      follow: true,
      tail: 0,
    });
    expect(readCommand([])).toEqual({ name: 'help', topic: null });
    expect(readCommand(['--help'])).toEqual({ name: 'help', topic: null });
    expect(readCommand(['plan', '-h'])).toEqual({ name: 'help', topic: 'plan' });
    expect(readCommand(['--version'])).toEqual({ name: 'version' });
    expect(readCommand(['help', 'logs'])).toEqual({ name: 'help', topic: 'logs' });
  });

  it('reads the networks and interfaces to make', () => {
    const lan = { lab: 'first steps', network: 'lan' };
    const none = { ipv4: null, ipv6: null, mtu: null, plain: false, internet: false };
    expect(readCommand(['create-network', 'first steps/lan'])).toEqual({
      name: 'create-network',
      ...lan,
      ...none,
    });
    expect(readCommand(['create-network', 'first steps/lan', '--plain', '--mtu', '9000'])).toMatchObject({
      plain: true,
      mtu: 9000,
    });
    const subnets = ['--ipv4', '195.11.14.0/24', '--ipv6=2001:db8::/64', '--internet'];
    expect(readCommand(['create-network', 'first steps/lan', ...subnets])).toMatchObject({
      ipv4: '195.11.14.0/24',
      ipv6: '2001:db8::/64',
      internet: true,
    });
    expect(readCommand(['set-mtu', 'first steps/lan', '1400'])).toEqual({
      name: 'set-mtu',
      ...lan,
      mtu: 1400,
    });
    const link = [
      'set-link',
      'first steps/web',
      'lan',
      '--to',
      'delay=20,loss=0.5',
      '--from',
      'none',
      '--down',
    ];
    expect(readCommand(link)).toEqual({
      ...{ name: 'set-link', lab: 'first steps', container: 'web', network: 'lan' },
      ...{ linkUp: false, toContainer: { delayMs: 20, lossPercent: 0.5 }, fromContainer: {} },
    });
    const worse = [
      '--to',
      'delay=3,jitter=1,distribution=pareto-normal,loss=2,burst=5,rate=64,queue=50,match=net 10.0.0.0/8 and ip[8] = 1',
      '--outage',
      '5/10',
    ];
    expect(readCommand(['set-link', 'a/web', 'lan', ...worse])).toMatchObject({
      toContainer: {
        jitterMs: 1,
        jitterDistribution: 'PARETO_NORMAL',
        lossPercent: 2,
        lossBurst: 5,
        rateKbit: 64,
        rateQueueMs: 50,
        dropMatching: 'net 10.0.0.0/8 and ip[8] = 1',
      },
      outage: { downSeconds: 5, upSeconds: 10 },
    });
    expect(
      readCommand([
        'create-container',
        'a/r1',
        '--network',
        'x',
        '--network',
        'y',
        '--sysctl',
        'net.a.b=1=2',
        '--env',
        'A=',
        '--exec',
        'ip link',
        '--user',
        '1000:1000',
        '--wait-for',
        'db',
        '--wait-for',
        'dns:running',
        ...['--entrypoint', 'tini --', '--command', 'sh -c "sleep 5"', '--on-stop', 'rndc stop'],
        ...['--cpus', '0.5', '--memory', '256', '--port', '80=Shop', '--port', '22'],
      ]),
    ).toEqual({
      name: 'create-container',
      lab: 'a',
      container: 'r1',
      image: 'host',
      networks: ['x', 'y'],
      sysctls: [{ name: 'net.a.b', value: '1=2' }],
      env: [{ name: 'A', value: '' }],
      user: '1000:1000',
      workingDir: null,
      entrypoint: ['tini', '--'],
      command: ['sh', '-c', 'sleep 5'],
      exec: ['ip link'],
      onStop: ['rndc stop'],
      ...{ cpus: 0.5, memoryMb: 256 },
      ports: [
        { port: 80, name: 'Shop' },
        { port: 22, name: null },
      ],
      waitFor: [
        { container: 'db', until: 'READY' },
        { container: 'dns', until: 'RUNNING' },
      ],
    });
    const chosen = ['--ipv6', 'fd00::5', '--mac', '02:00:00:00:00:01', '--interface', 'swp1', '--no-address'];
    expect(readCommand(['connect', 'a/r1', 'lan', ...chosen])).toEqual({
      name: 'connect',
      lab: 'a',
      container: 'r1',
      network: 'lan',
      ipv4: null,
      ipv6: 'fd00::5',
      mac: '02:00:00:00:00:01',
      interfaceName: 'swp1',
      addressed: false,
    });
  });

  it('reads the command that duplicates a lab', () => {
    expect(readCommand(['duplicate', 'office', 'Office for Ada'])).toEqual({
      ...{ name: 'duplicate', lab: 'office', newName: 'Office for Ada' },
    });
    expect(readCommand(['duplicate', 'office'])).toMatchObject({ newName: null });
    expect(() => readCommand(['duplicate'])).toThrow('Name the lab');
    expect(() => readCommand(['duplicate', 'a', 'b', 'c'])).toThrow('does not take "c"');
  });

  it('reads the commands about snapshots', () => {
    expect(readCommand(['snapshot', 'save', 'office', 'Before'])).toEqual({
      ...{ name: 'snapshot', action: 'save', lab: 'office', title: 'Before' },
    });
    expect(readCommand(['snapshot', 'list', '--json'])).toMatchObject({ action: 'list', json: true });
    expect(readCommand(['snapshot', 'fork', 'Before'])).toMatchObject({ snapshot: 'Before', labName: null });
    expect(readCommand(['snapshot', 'export', 'Before', '-o', 'x.tar'])).toMatchObject({ output: 'x.tar' });
    expect(readCommand(['snapshot', 'import', 'x.tar', '--name', 'Other'])).toMatchObject({ title: 'Other' });
    expect(() => readCommand(['snapshot'])).toThrow('Say what to do: snapshot save');
    expect(() => readCommand(['snapshot', 'save', 'office'])).toThrow('Use snapshot save <lab> <name>');
    expect(() => readCommand(['snapshot', 'delete', 'a', 'b'])).toThrow('does not take "b"');
    expect(() => readCommand(['snapshot', 'save', 'a', 'b', '--json'])).toThrow('does not take --json');
  });

  it('reads the commands about files of labs', () => {
    expect(readCommand(['import', 'ring', '--name', 'Ring', '--format', 'Kathara', '--dry-run'])).toEqual({
      name: 'import',
      path: 'ring',
      labName: 'Ring',
      format: 'KATHARA',
      dryRun: true,
      waitSeconds: null,
      json: false,
    });
    expect(readCommand(['import', 'https://example.org/x.git', '--wait', '--timeout', '30'])).toMatchObject({
      path: 'https://example.org/x.git',
      waitSeconds: 30,
    });
    expect(readCommand(['validate', 'ring', '--json'])).toMatchObject({ format: null, json: true });
    expect(readCommand(['validate', '-f', 'ring'])).toEqual(readCommand(['validate', 'ring']));
    expect(readCommand(['import', '-f', 'ring'])).toEqual(readCommand(['import', 'ring']));
    expect(readCommand(['export', 'a/b', '-o', 'out'])).toEqual({
      name: 'export',
      lab: 'a/b',
      format: 'PINEAPPLE',
      output: 'out',
      json: false,
    });
    expect(readCommand(['export', 'a', '-f', 'out', '--json'])).toMatchObject({ output: 'out', json: true });
    expect(readCommand(['export', 'a', '-o', '-'])).toMatchObject({ output: null });
  });

  it('reads the commands that compare a lab with its files', () => {
    const source = { path: 'ring', format: null, labName: null, json: false };
    expect(readCommand(['plan', '-f', 'ring', '--detailed-exitcode'])).toEqual({
      ...{ name: 'plan', ...source },
      detailedExitCode: true,
    });
    expect(readCommand(['apply', '-f', 'ring', '--wait', '--timeout', '30', '--format', 'kathara'])).toEqual({
      ...{ name: 'apply', ...source, format: 'KATHARA' },
      ...{ dryRun: false, detailedExitCode: false, waitSeconds: 30 },
    });
    expect(readCommand(['apply', '-f', 'ring', '--wait', '--detailed-exitcode'])).toMatchObject({
      detailedExitCode: true,
      waitSeconds: 600,
    });
    expect(readCommand(['destroy', '--file', 'ring', '-y', '--json'])).toEqual({
      ...{ name: 'destroy', ...source, json: true },
      ...{ dryRun: false, yes: true },
    });
    expect(readCommand(['destroy', '-f', 'ring', '--dry-run'])).toMatchObject({ dryRun: true, yes: false });
  });

  it.each([
    [['exec'], 'Name the container as <lab>/<container>.'],
    [['exec', 'alpha'], 'Name the container as <lab>/<container>, not "alpha".'],
    [['exec', '/alpha'], 'Name the container'],
    [['exec', 'a/b', '--tail', '3'], 'exec does not take --tail.'],
    [['exec', 'a/b', '--terminal', 'No Way'], '"No Way" is not a terminal\'s name.'],
    [['exec', 'a/b', '--tty', '--no-tty'], 'exec does not take --tty with --no-tty.'],
    [['exec', 'a/b', '--view', '--no-tty'], 'exec does not take --view with --no-tty.'],
    [['logs', 'a/b', '--tail', '9999'], '--tail is "9999"'],
    [['logs', 'a/b', 'c'], 'logs does not take "c".'],
    [['labs', '--frobnicate'], 'frobnicate'],
    [['labs', '--version'], 'labs does not take --version.'],
    [['create-network', 'lan'], 'Name the network as <lab>/<network>, not "lan".'],
    [['create-network', 'a/lan', 'b'], 'create-network does not take "b".'],
    [['create-network', 'a/lan', '--mtu', 'big'], 'The MTU is "big". Use a number from 68 to 9500.'],
    [['create-network', 'a/lan', '--mac', 'x'], 'create-network does not take --mac.'],
    [['set-mtu', 'a/lan'], 'The MTU is "".'],
    [['set-link', 'a/b', 'lan'], 'Say what to change: --to, --from, --up, --down or --outage.'],
    [['set-link', 'a/b', 'lan', '--outage', '5-10'], '"5-10" is no outage. Write it like 30, in seconds,'],
    [['set-link', 'a/b', 'lan', '--up', '--down'], 'set-link does not take --up with --down.'],
    [['set-link', 'a/b', 'lan', '--to', 'loss=lots'], '"loss=lots" is no impairment. Write it like loss=0.5'],
    [['connect', 'a/b'], 'Name the network: connect a/b <network>.'],
    [['connect', 'a/b', 'lan', 'wan'], 'connect does not take "wan".'],
    [['create-container', 'a/b', '--sysctl', 'net.a'], '"net.a" is not a sysctl with its value.'],
    [['create-container', 'a/b', '--env', '=b'], '"=b" is not a variable with its value.'],
    [['import'], 'Name a file or a folder: import <path>.'],
    [['import', 'x', 'y'], 'import does not take "y".'],
    [['import', 'x', '-f', 'y'], 'import takes one path: "x", or "y" with -f.'],
    [['import', 'x', '--format', 'gns3'], '--format is "gns3". Use pineapple, containerlab, kathara.'],
    [['validate', 'x', '--dry-run'], 'validate does not take --dry-run.'],
    [['export', 'a', '-f', 'x', '-o', 'y'], 'export does not take -f with -o.'],
    [['import', 'x', '--timeout', '5'], '--timeout is for import with --wait.'],
    [['export'], 'Name the lab: export <lab>.'],
    [['plan'], 'Name the file or folder of the lab: plan -f <path>.'],
    [['plan', 'ring'], 'plan does not take "ring". Name the files with -f <path>.'],
    [['plan', '-f', 'x', '--wait'], 'plan does not take --wait.'],
    [['apply', '-f', 'x', '--timeout', '5'], '--timeout is for apply with --wait.'],
    [
      ['apply', '-f', 'x', '--wait', '--timeout', '0'],
      '--timeout is "0". Use a number of seconds from 1 to 86400.',
    ],
    [['completion'], 'Name the shell. Use completion bash, completion zsh, completion fish.'],
    [['completion', 'tcsh'], 'There are no completions for "tcsh".'],
    [['dance', '--help'], 'There is no command "dance"'],
    [['dance'], 'There is no command "dance"'],
  ])('refuses %j and says why', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
  });
});

describe('findContainer', () => {
  it('finds a container by the name or id of its lab', () => {
    expect(findContainer(labs, { lab: 'first steps', container: 'www' }).id).toBe('ctr_2');
    expect(findContainer(labs, { lab: 'lab_1', container: 'alpha' }).id).toBe('ctr_1');
  });

  it.each([
    ['none', 'x', 'You have no lab "none". Choose from "first steps", "a/b", "twin", "twin".'],
    ['twin', 'x', 'You have 2 labs named "twin". Use one of the ids lab_3, lab_4.'],
    ['first steps', 'x', 'The lab "first steps" has no container "x". Choose from "alpha", "www".'],
    ['a/b', 'x', 'The lab "a/b" has no container "x". It has no containers.'],
  ])('lists the choices when %s/%s does not exist', (lab, name, message) => {
    expect(() => findContainer(labs, { lab, container: name })).toThrow(message);
  });
});

describe('labsText', () => {
  it('lists containers under their lab', () => {
    expect(labsText(labs.slice(0, 2))).toBe(
      'first steps  (lab_1)\n  alpha  READY\n  www    READY\na/b  (lab_2)\n',
    );
  });
});

describe('DetachKeys', () => {
  const type = (...pieces: string[]): { sent: string; leaves: boolean } => {
    const keys = new DetachKeys();
    let sent = '';
    for (const piece of pieces) {
      const { bytes, leaves } = keys.read(Buffer.from(piece));
      sent += Buffer.from(bytes).toString();
      if (leaves) return { sent, leaves };
    }
    return { sent, leaves: false };
  };

  it.each([
    [['~.'], '', true],
    [['ls\r', '~', '.'], 'ls\r', true],
    [['a~.'], 'a~.', false],
    [['~~.'], '~.', false],
    [['~x\r~.'], '~x\r', true],
    [['cd ~/x\r'], 'cd ~/x\r', false],
  ])('reads %j as %j, and leaves: %s', (pieces, sent, leaves) => {
    expect(type(...pieces)).toEqual({ sent, leaves });
  });

  it('passes other input on unchanged, however it is split', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !text.includes('~'))), (pieces) => {
        expect(type(...pieces)).toEqual({ sent: pieces.join(''), leaves: false });
      }),
    );
  });
});
